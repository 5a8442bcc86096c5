package io.campaignpulse.simulation;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who advertises what in the market, and the catalogue rows that say so. */
public final class MarketCatalogue {

  /** The campaign whose promotion fails. */
  public static final String FAILING_CAMPAIGN = "spring-clearance";

  /** Bought in every campaign; the first one is on promotion. */
  static final List<String> SKUS =
      List.of("trail-shoe", "road-shoe", "rain-jacket", "day-pack", "head-lamp", "wool-socks");

  private static final List<CampaignProfile> PROFILES =
      List.of(
          paid("brand-search", "PAID_SEARCH", .12, .11, .060, .45, "USD", 74, "google", "cpc"),
          paid("generic-search", "PAID_SEARCH", .18, .05, .028, .95, "USD", 85, "bing", "cpc"),
          paid("prospecting", "PAID_SOCIAL", .25, .018, .030, .70, "EUR", 60, "facebook", "paid"),
          display("retargeting", .20, .009, .030, 2.4, "EUR", 68, "programmatic", "display"),
          display("newsletter", .06, .06, .045, .8, "USD", 52, "newsletter", "email"),
          paid("partners", "AFFILIATE", .05, .09, .035, 6.5, "SEK", 690, "partnerize", "affiliate"),
          failing("PAID_SOCIAL", .09, .10, .052, .40, "instagram", "paid"),
          failing("EMAIL", .01, .08, .060, .05, "crm", "email"),
          leads("test-drive", .04, .06, .035, .085, 1.10));

  private static final Map<String, String> NAMES =
      Map.of(
          "brand-search",
          "Brand search",
          "generic-search",
          "Running shoes, search",
          "prospecting",
          "Social prospecting",
          "retargeting",
          "Retargeting banners",
          "newsletter",
          "Weekly newsletter",
          "partners",
          "Partner shops",
          FAILING_CAMPAIGN,
          "Spring clearance",
          "test-drive",
          "Test drive at the dealer");

  private static final Map<String, Map<String, String>> TARGETS =
      Map.of(
          "brand-search",
          Map.of("cpa", "12", "cvr", "0.05", "roas", "6"),
          "generic-search",
          Map.of("cpa", "40", "cvr", "0.025", "roas", "2"),
          "prospecting",
          Map.of("cpa", "65", "cvr", "0.01", "roas", "1"),
          "retargeting",
          Map.of("cpa", "12", "cvr", "0.025", "roas", "4"),
          "newsletter",
          Map.of("cpa", "5", "cvr", "0.04", "roas", "10"),
          "partners",
          Map.of("cpa", "220", "cvr", "0.03", "roas", "3"),
          FAILING_CAMPAIGN,
          Map.of("cpa", "10", "cvr", "0.04", "roas", "5"),
          "test-drive",
          Map.of("cpl", "20", "cpql", "45"));

  private final long openedAt;
  private final MarketPlans plans;

  /**
   * The catalogue of a market.
   *
   * @param openedAt when the campaigns began, epoch milliseconds
   * @param eventsPerSecond the size of the market, which plans are made for
   */
  public MarketCatalogue(long openedAt, double eventsPerSecond) {
    this.openedAt = openedAt;
    this.plans = new MarketPlans(openedAt, eventsPerSecond);
  }

  static List<CampaignProfile> profiles() {
    return PROFILES;
  }

  /** All rows, to be delivered before the first event. */
  public List<Delivery> rows() {
    List<Delivery> rows = new ArrayList<>();
    for (FxRate rate : fxRates()) {
      rows.add(new Delivery(openedAt, Topic.FX_RATES, rate.id(), new Payload.Row(rate)));
    }
    for (Campaign campaign : campaigns()) {
      rows.add(new Delivery(openedAt, Topic.CAMPAIGNS, campaign.id(), new Payload.Row(campaign)));
    }
    for (Promotion promotion : plans.promotions()) {
      rows.add(
          new Delivery(openedAt, Topic.PROMOTIONS, promotion.id(), new Payload.Row(promotion)));
    }
    for (PlanDefinition target : plans.targets()) {
      rows.add(new Delivery(openedAt, Topic.PLANS, target.id(), new Payload.Row(target)));
    }
    return List.copyOf(rows);
  }

  /** What lay where when the campaigns began, to be delivered after the rows. */
  public List<Delivery> openingStock() {
    return plans.openingStock();
  }

  private List<FxRate> fxRates() {
    long validFrom = openedAt - Duration.ofDays(400).toMillis();
    return List.of(
        fx("USD", "1", validFrom), fx("EUR", "1.09", validFrom), fx("SEK", "0.095", validFrom));
  }

  private FxRate fx(String currency, String rate, long validFrom) {
    return new FxRate(currency, validFrom, new BigDecimal(rate), 0, "", origin());
  }

  private List<Campaign> campaigns() {
    Map<String, List<CampaignProfile>> byCampaign =
        PROFILES.stream().collect(Collectors.groupingBy(CampaignProfile::campaignId));
    return byCampaign.keySet().stream()
        .sorted()
        .map(id -> campaign(id, byCampaign.get(id)))
        .toList();
  }

  private Campaign campaign(String id, @Nullable List<CampaignProfile> profiles) {
    List<CampaignProfile> channels = profiles == null ? List.of() : profiles;
    return new Campaign(
        id,
        NAMES.getOrDefault(id, id),
        "test-drive".equals(id) ? "dealers" : "growth",
        channels.stream().map(CampaignProfile::channel).toList(),
        openedAt,
        plans.flightEnd(id),
        channels.get(0).currency(),
        plans.dailyBudgetMicros(id),
        plans.totalBudgetMicros(id),
        TARGETS.getOrDefault(id, Map.of()),
        "newsletter".equals(id) ? List.of("HELLO10") : List.of(),
        "test-drive".equals(id) ? List.of(MarketPlans.DEALER, MarketPlans.OTHER_DEALER) : List.of(),
        0,
        "",
        origin());
  }

  private Origin origin() {
    return new Origin(0, 0, null, openedAt);
  }

  static long micros(long units) {
    return Math.multiplyExact(units, 1_000_000L);
  }

  private static CampaignProfile paid(
      String id,
      String channel,
      double share,
      double ctr,
      double cvr,
      double cpc,
      String currency,
      double orderValue,
      String source,
      String medium) {
    String clickId = "google".equals(source) ? "gclid" : null;
    return new CampaignProfile(
        id,
        channel,
        share,
        ctr,
        cvr,
        0,
        cpc,
        0,
        currency,
        orderValue,
        0,
        source,
        medium,
        clickId,
        null,
        false);
  }

  private static CampaignProfile display(
      String id,
      double share,
      double ctr,
      double cvr,
      double cpm,
      String currency,
      double orderValue,
      String source,
      String medium) {
    String channel = "email".equals(medium) ? "EMAIL" : "DISPLAY";
    return new CampaignProfile(
        id,
        channel,
        share,
        ctr,
        cvr,
        0,
        0,
        cpm,
        currency,
        orderValue,
        0,
        source,
        medium,
        null,
        null,
        false);
  }

  private static CampaignProfile failing(
      String channel,
      double share,
      double ctr,
      double cvr,
      double cpc,
      String source,
      String medium) {
    return new CampaignProfile(
        FAILING_CAMPAIGN,
        channel,
        share,
        ctr,
        cvr,
        0,
        cpc,
        0,
        "USD",
        48,
        0,
        source,
        medium,
        null,
        MarketPlans.FAILING_PROMOTION,
        true);
  }

  private static CampaignProfile leads(
      String id, double share, double ctr, double cvr, double leadRate, double cpc) {
    return new CampaignProfile(
        id,
        "PAID_SEARCH",
        share,
        ctr,
        cvr,
        leadRate,
        cpc,
        0,
        "EUR",
        110,
        24_000,
        "google",
        "cpc",
        "gclid",
        null,
        false);
  }
}
