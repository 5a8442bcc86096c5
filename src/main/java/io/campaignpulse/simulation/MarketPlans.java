package io.campaignpulse.simulation;

import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import io.campaignpulse.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the market's people have set themselves: budgets, promotions that clear stock, and a tree of
 * revenue targets. Amounts are for {@link #USUAL_RATE} events a second and grow with the market, so
 * that some plans are kept and some are not at any rate.
 */
final class MarketPlans {

  /** Where stock lies: a warehouse, and a dealer who sells from his own. */
  static final String WAREHOUSE = "warehouse";

  static final String DEALER = "dealer-north";
  static final String OTHER_DEALER = "dealer-south";

  static final String FAILING_PROMOTION = "spring-clearance-2026";

  private static final double USUAL_RATE = 100;
  private static final double DEALERS_PART = 0.15;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int LONG_FLIGHT = 60 * 24;
  private static final double HOURS_A_DAY = 24;

  private static final Map<String, Budget> BUDGETS =
      Map.of(
          "brand-search",
          new Budget(62_000, LONG_FLIGHT),
          "generic-search",
          new Budget(70_000, 12),
          "prospecting",
          new Budget(45_000, 10),
          "retargeting",
          new Budget(4_500, 48),
          "newsletter",
          new Budget(500, LONG_FLIGHT),
          "partners",
          new Budget(300_000, LONG_FLIGHT),
          MarketCatalogue.FAILING_CAMPAIGN,
          new Budget(36_000, LONG_FLIGHT),
          "test-drive",
          new Budget(12_000, 24));

  private static final List<Clearance> CLEARANCES =
      List.of(
          new Clearance(
              FAILING_PROMOTION,
              MarketCatalogue.FAILING_CAMPAIGN,
              "Spring clearance 2026",
              8,
              null,
              List.of(new Article("trail-shoe", 3_000, 3_600, 95, 48, 30, 2_400))),
          new Clearance(
              "city-run",
              "generic-search",
              "City run weekend",
              6,
              null,
              List.of(
                  // Will be sold out before the end.
                  new Article("day-pack", 900, 760, 110, 79, 42, 2_000),
                  // Lives on what is delivered while the promotion runs.
                  new Article("road-shoe", 850, 400, 130, 99, 55, 2_200))),
          new Clearance(
              "rain-days",
              "prospecting",
              "Rain days",
              10,
              "LEARNED",
              List.of(
                  new Article("rain-jacket", 1_300, 1_800, 140, 89, 60, 1_800),
                  // Too much of it.
                  new Article("wool-socks", 2_300, 2_800, 19, 12, 6, 3_000))));

  private static final int TARGET_HOURS = 24;
  private static final double SUM_OF_PARTS = 0;
  private static final List<Target> TARGETS =
      List.of(
          new Target("company", "Company", null, SUM_OF_PARTS, null, null, null),
          new Target("growth", "Growth", "company", SUM_OF_PARTS, "growth", null, null),
          new Target("search", "Paid search", "growth", 1_100_000, "growth", "PAID_SEARCH", null),
          new Target("social", "Paid social", "growth", 400_000, "growth", "PAID_SOCIAL", null),
          new Target("display", "Display", "growth", 50_000, "growth", "DISPLAY", null),
          new Target("email", "E-mail", "growth", 150_000, "growth", "EMAIL", null),
          new Target("affiliate", "Affiliates", "growth", 140_000, "growth", "AFFILIATE", null),
          new Target("dealers", "Dealers", "company", SUM_OF_PARTS, "dealers", null, null),
          new Target("north", "Dealer North", "dealers", 70_000, null, null, DEALER),
          new Target("south", "Dealer South", "dealers", 65_000, null, null, OTHER_DEALER));

  private final long openedAt;
  private final double scale;

  /**
   * The plans of a market.
   *
   * @param openedAt when everything began, epoch milliseconds
   */
  MarketPlans(long openedAt, double eventsPerSecond) {
    this.openedAt = openedAt;
    this.scale = eventsPerSecond / USUAL_RATE;
  }

  /**
   * A campaign's money.
   *
   * @param daily a day's budget in units of the campaign's currency
   * @param flightHours how long the campaign runs
   */
  private record Budget(double daily, int flightHours) {}

  private record Clearance(
      String promotionId,
      String campaignId,
      String name,
      int hours,
      @Nullable String curve,
      List<Article> articles) {}

  private record Article(
      String sku,
      int target,
      int opening,
      int listPrice,
      int promoPrice,
      int unitCost,
      int baselineDaily) {}

  private record Target(
      String planId,
      String name,
      @Nullable String parentId,
      double goal,
      @Nullable String department,
      @Nullable String channel,
      @Nullable String dealerId) {}

  long flightEnd(String campaignId) {
    return openedAt + budget(campaignId).flightHours() * HOUR;
  }

  long dailyBudgetMicros(String campaignId) {
    return units(budget(campaignId).daily());
  }

  long totalBudgetMicros(String campaignId) {
    Budget budget = budget(campaignId);
    return units(budget.daily() * budget.flightHours() / HOURS_A_DAY);
  }

  List<Promotion> promotions() {
    return CLEARANCES.stream().map(this::promotion).toList();
  }

  List<PlanDefinition> targets() {
    return TARGETS.stream().map(this::target).toList();
  }

  /** What was counted at each place when the promotions began. */
  List<Delivery> openingStock() {
    List<Delivery> counts = new ArrayList<>();
    for (Clearance clearance : CLEARANCES) {
      for (Article article : clearance.articles()) {
        long all = units(article.opening());
        long atDealer = units(article.opening() * DEALERS_PART);
        counts.add(count(article.sku(), WAREHOUSE, all - atDealer));
        counts.add(count(article.sku(), DEALER, atDealer));
      }
    }
    return counts;
  }

  private Delivery count(String sku, String location, long onHandMicros) {
    return Delivery.of(
        openedAt,
        Topic.INVENTORY,
        sku,
        new InventoryEvent(
            "count-" + sku + "-" + location,
            openedAt,
            sku,
            location,
            onHandMicros,
            null,
            origin()));
  }

  private Promotion promotion(Clearance clearance) {
    return new Promotion(
        clearance.promotionId(),
        clearance.campaignId(),
        clearance.name(),
        openedAt,
        openedAt + clearance.hours() * HOUR,
        clearance.articles().stream().map(this::item).toList(),
        clearance.curve(),
        0,
        "",
        origin());
  }

  private PromotionItem item(Article article) {
    return new PromotionItem(
        article.sku(),
        units(article.target()),
        units(article.opening()),
        MarketCatalogue.micros(article.listPrice()),
        MarketCatalogue.micros(article.promoPrice()),
        MarketCatalogue.micros(article.unitCost()),
        units(article.baselineDaily()));
  }

  private PlanDefinition target(Target target) {
    return new PlanDefinition(
        target.planId(),
        target.name(),
        target.parentId(),
        "netRevenue",
        goalMicros(target),
        openedAt,
        openedAt + TARGET_HOURS * HOUR,
        "LEARNED",
        null,
        target.channel(),
        target.department(),
        target.dealerId(),
        null,
        0,
        "",
        origin());
  }

  /** Summed from whole units, so that parents tie out at every scale. */
  private long goalMicros(Target target) {
    return target.goal() != SUM_OF_PARTS
        ? units(target.goal())
        : TARGETS.stream()
            .filter(part -> target.planId().equals(part.parentId()))
            .mapToLong(this::goalMicros)
            .sum();
  }

  private static Budget budget(String campaignId) {
    return BUDGETS.getOrDefault(campaignId, new Budget(2_000, LONG_FLIGHT));
  }

  /** Whole units at this market's size, at least one, in micros. */
  private long units(double atUsualRate) {
    return MarketCatalogue.micros(Math.max(1, Math.round(atUsualRate * scale)));
  }

  private Origin origin() {
    return new Origin(0, 0, null, openedAt);
  }
}
