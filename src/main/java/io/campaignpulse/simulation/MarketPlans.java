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
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the market's people have set themselves: budgets, promotions that clear stock, and a tree of
 * revenue targets. All of it is reckoned from what campaigns are truly like, so that without an
 * incident every budget is on pace and every plan is kept, at any size of the market.
 */
final class MarketPlans {

  /** Where stock lies: a warehouse, and a dealer who sells from his own. */
  static final String WAREHOUSE = "warehouse";

  static final String DEALER = "dealer-north";
  static final String OTHER_DEALER = "dealer-south";

  /** What promotions plan to sell, as a part of what they truly sell. */
  static final double PLANNED_PART = 0.85;

  /** As much less, so that the promotion keeps its plan without the article that sells out. */
  private static final double PLANNED_PART_WITH_STOCK_OUT = 0.6;

  private static final double DEALERS_PART = 0.15;

  /** Stock at the start, as a multiple of what will be sold. */
  private static final double STOCK = 1.6;

  /** Budgets are a little more than what will be spent. */
  private static final double BUDGETED = 1.02;

  /** Revenue targets are far enough below what will come to be kept whatever the hour. */
  private static final double AIMED_AT = 0.5;

  private static final Duration PERIOD = Duration.ofHours(24);

  /**
   * The first tenth of a budget is not judged: of these it is as long as it takes to learn the
   * rhythm of a day, or longer.
   */
  private static final Duration LONG_FLIGHT = Duration.ofDays(30);

  private static final Duration FLIGHT = Duration.ofDays(10);

  private static final Duration SHORT_FLIGHT = Duration.ofHours(8);

  private static final Set<String> LONG_FLIGHTS =
      Set.of("brand-search", "prospecting", "retargeting", "newsletter", "partners");

  private static final List<Clearance> CLEARANCES =
      List.of(
          new Clearance(
              "spring-clearance-2026",
              Incident.PROMOTION_BEHIND.campaignId(),
              "Spring clearance 2026",
              PLANNED_PART,
              List.of(new Article("trail-shoe", 95, 48, 30))),
          new Clearance(
              "city-run",
              Incident.STOCK_OUT.campaignId(),
              "City run weekend",
              PLANNED_PART_WITH_STOCK_OUT,
              List.of(
                  new Article(IncidentEffects.SOLD_OUT_SKU, 110, 79, 42),
                  new Article("road-shoe", 130, 99, 55))),
          new Clearance(
              "rain-days",
              "prospecting",
              "Rain days",
              PLANNED_PART,
              List.of(
                  new Article("rain-jacket", 140, 89, 60), new Article("wool-socks", 19, 12, 6))));

  private static final List<Target> TARGETS =
      List.of(
          new Target("company", "Company", null, null, null, null),
          new Target("growth", "Growth", "company", MarketCampaigns.GROWTH, null, null),
          channel("search", "Paid search", "PAID_SEARCH"),
          channel("social", "Paid social", "PAID_SOCIAL"),
          channel("display", "Display", "DISPLAY"),
          channel("email", "E-mail", "EMAIL"),
          channel("affiliate", "Affiliates", "AFFILIATE"),
          new Target("dealers", "Dealers", "company", MarketCampaigns.DEALERS, null, null),
          new Target("north", "Dealer North", "dealers", null, null, DEALER),
          new Target("south", "Dealer South", "dealers", null, null, OTHER_DEALER));

  private final long openedAt;
  private final double eventsPerSecond;
  private final PlannedIncidents incidents;

  /**
   * The plans of a market.
   *
   * @param openedAt when everything began, epoch milliseconds
   */
  MarketPlans(long openedAt, MarketOptions options) {
    this.openedAt = openedAt;
    this.eventsPerSecond = options.eventsPerSecond();
    this.incidents = options.incidents();
  }

  /**
   * What a promotion is for.
   *
   * @param plannedPart of what it truly sells
   */
  private record Clearance(
      String promotionId,
      String campaignId,
      String name,
      double plannedPart,
      List<Article> articles) {}

  private record Article(String sku, int listPrice, int promoPrice, int unitCost) {}

  private record Target(
      String planId,
      String name,
      @Nullable String parentId,
      @Nullable String department,
      @Nullable String channel,
      @Nullable String dealerId) {}

  private static Target channel(String planId, String name, String channel) {
    return new Target(planId, name, "growth", MarketCampaigns.GROWTH, channel, null);
  }

  /** How long a campaign runs: hours where its budget is to be overrun within them, else days. */
  private Duration flight(String campaignId) {
    if (campaignId.equals(Incident.BUDGET_OVERRUN.campaignId())
        && incidents.begin(Incident.BUDGET_OVERRUN).isPresent()) {
      return SHORT_FLIGHT;
    }
    return LONG_FLIGHTS.contains(campaignId) ? LONG_FLIGHT : FLIGHT;
  }

  /** When the flight of a campaign ends that begins then, epoch milliseconds. */
  long flightEnd(MarketCampaigns.Entry entry, long start) {
    return start + flight(entry.campaignId()).toMillis();
  }

  /** A campaign's money for the flight that begins then, in micros of its currency. */
  long totalBudgetMicros(MarketCampaigns.Entry entry, long start) {
    Duration flight = flight(entry.campaignId());
    double perSecond = entry.profiles().stream().mapToDouble(p -> p.cost(eventsPerSecond)).sum();
    return units(
        perSecond
            * flight.toSeconds()
            * Traffic.meanRhythm(start, start + flight.toMillis())
            * BUDGETED);
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
        long all = opening(article);
        long atDealer = Math.round(all / 1e6 * DEALERS_PART) * 1_000_000;
        counts.add(count("count", article.sku(), WAREHOUSE, all - atDealer, openedAt));
        counts.add(count("count", article.sku(), DEALER, atDealer, openedAt));
      }
    }
    return counts;
  }

  /** What somebody counts somewhere, told at once. */
  static Delivery count(String prefix, String sku, String location, long onHandMicros, long time) {
    return Delivery.of(
        time,
        Topic.INVENTORY,
        sku,
        new InventoryEvent(
            prefix + "-" + sku + "-" + location,
            time,
            sku,
            location,
            onHandMicros,
            null,
            new Origin(0, 0, null, time)));
  }

  private Promotion promotion(Clearance clearance) {
    return new Promotion(
        clearance.promotionId(),
        clearance.campaignId(),
        clearance.name(),
        openedAt,
        openedAt + PERIOD.toMillis(),
        clearance.articles().stream().map(a -> item(a, clearance.plannedPart())).toList(),
        null,
        0,
        "",
        origin());
  }

  private PromotionItem item(Article article, double plannedPart) {
    return new PromotionItem(
        article.sku(),
        units(sold(article) * plannedPart),
        opening(article),
        wholes(article.listPrice()),
        wholes(article.promoPrice()),
        wholes(article.unitCost()),
        units(sold(article) / 2));
  }

  private long opening(Article article) {
    return units(sold(article) * STOCK);
  }

  /** Units expected to be sold in the period. */
  private double sold(Article article) {
    return MarketCampaigns.profiles().stream()
            .mapToDouble(profile -> profile.units(article.sku(), eventsPerSecond))
            .sum()
        * PERIOD.toSeconds();
  }

  private PlanDefinition target(Target target) {
    return new PlanDefinition(
        target.planId(),
        target.name(),
        target.parentId(),
        "netRevenue",
        goalMicros(target),
        openedAt,
        openedAt + PERIOD.toMillis(),
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
    List<Target> parts =
        TARGETS.stream().filter(part -> target.planId().equals(part.parentId())).toList();
    if (!parts.isEmpty()) {
      return parts.stream().mapToLong(this::goalMicros).sum();
    }
    if (target.dealerId() != null) {
      // Every second buyer goes to each of the two.
      return units(revenue(profile -> department(profile).equals(MarketCampaigns.DEALERS)) / 2);
    }
    return units(
        revenue(
            profile ->
                department(profile).equals(target.department())
                    && profile.channel().equals(target.channel())));
  }

  /** What is aimed at for some campaigns, in the reporting currency. */
  private double revenue(Predicate<CampaignProfile> whose) {
    return MarketCampaigns.profiles().stream()
            .filter(whose)
            .mapToDouble(
                p ->
                    p.orders(eventsPerSecond)
                        * p.revenueOfOrder()
                        * MarketCatalogue.rate(p.currency()))
            .sum()
        * PERIOD.toSeconds()
        * AIMED_AT;
  }

  private static String department(CampaignProfile profile) {
    return MarketCampaigns.department(profile.campaignId());
  }

  /** Whole units, at least one, in micros. */
  private static long units(double amount) {
    return wholes(Math.max(1, Math.round(amount)));
  }

  static long wholes(long units) {
    return Math.multiplyExact(units, 1_000_000L);
  }

  private Origin origin() {
    return new Origin(0, 0, null, openedAt);
  }
}
