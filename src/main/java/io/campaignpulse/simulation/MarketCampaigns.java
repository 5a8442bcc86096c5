package io.campaignpulse.simulation;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who advertises in the market: what campaigns are truly like, and what their people expect of
 * them. Every campaign is a little better than its targets, so that without an incident there is
 * nothing to alert of.
 */
final class MarketCampaigns {

  /** Bought in campaigns without a promotion; never on promotion itself. */
  static final List<String> ASSORTMENT =
      List.of("head-lamp", "running-cap", "water-bottle", "gloves", "wind-vest");

  /** The department whose campaigns nothing befalls, which revenue targets are set for. */
  static final String GROWTH = "growth";

  static final String DEALERS = "dealers";

  private static final String TRADING = "trading";
  private static final String TEST_DRIVE = "test-drive";
  private static final String COUPON_CAMPAIGN = "newsletter";

  private static final String COUPON = "HELLO10";

  private static final List<CampaignProfile> PROFILES =
      List.of(
          usual("brand-search", "PAID_SEARCH", .06, .15, .08)
              .costs("USD", .45, 0)
              .sells(74)
              .from("google", "cpc", "gclid"),
          usual("generic-search", "PAID_SEARCH", .08, .075, .06)
              .costs("USD", .95, 0)
              .sells(85)
              .from("bing", "cpc"),
          usual("prospecting", "PAID_SOCIAL", .09, .06, .10)
              .costs("EUR", .70, 0)
              .promotes("rain-days", 60, "rain-jacket", "wool-socks")
              .from("facebook", "paid"),
          usual("retargeting", "DISPLAY", .08, .018, .06)
              .costs("EUR", 0, 3.6)
              .sells(68)
              .from("programmatic", "display"),
          usual(COUPON_CAMPAIGN, "EMAIL", .04, .10, .06)
              .costs("USD", 0, 20)
              .sells(52)
              .from("newsletter", "email"),
          usual("partners", "AFFILIATE", .03, .18, .11)
              .costs("SEK", 6.5, 0)
              .sells(690)
              .considered()
              .from("partnerize", "affiliate"),
          usual(TEST_DRIVE, "PAID_SEARCH", .03, .08, .035)
              .costs("EUR", 1.10, 0)
              .sells(110)
              .leads(.085, 24_000)
              .from("google", "cpc", "gclid"),
          befallen(Incident.PROMOTION_BEHIND, "PAID_SOCIAL", .06, .10, .08)
              .costs("USD", .40, 0)
              .promotes("spring-clearance-2026", 48, "trail-shoe")
              .from("instagram", "paid"),
          befallen(Incident.PROMOTION_BEHIND, "EMAIL", .01, .10, .08)
              .costs("USD", .05, 0)
              .promotes("spring-clearance-2026", 48, "trail-shoe")
              .from("crm", "email"),
          befallen(Incident.STOCK_OUT, "PAID_SOCIAL", .05, .10, .08)
              .costs("USD", .40, 0)
              .promotes("city-run", 85, IncidentEffects.SOLD_OUT_SKU, "road-shoe", "road-shoe")
              .from("facebook", "paid"),
          befallen(Incident.DEMAND_DROP, "PAID_SEARCH", .05, .25, .15)
              .costs("USD", .50, 0)
              .sells(80)
              .from("google", "cpc", "gclid"),
          befallen(Incident.TRACKING_OUTAGE, "PAID_VIDEO", .07, .12, .12)
              .costs("USD", .30, 0)
              .sells(66)
              .from("youtube", "cpv"),
          befallen(Incident.SPEND_LATE, "PAID_SHOPPING", .03, .20, .06)
              .costs("USD", .60, 0)
              .sells(80)
              .from("google", "cpc", "gclid"),
          befallen(Incident.LATE_CONVERSIONS, "SMS", .04, .25, .20)
              .costs("USD", 0, 30)
              .sells(45)
              .from("sms", "sms"),
          befallen(Incident.BOT_BURST, "DISPLAY", .04, .06, .06)
              .costs("USD", 0, 4)
              .sells(58)
              .from("taboola", "display"),
          befallen(Incident.BUDGET_OVERRUN, "PAID_SOCIAL", .04, .08, .07)
              .costs("USD", .50, 0)
              .sells(70)
              .from("tiktok", "paid"),
          befallen(Incident.YOUNG_CAMPAIGN, "AFFILIATE", .03, .20, .12)
              .costs("USD", .40, 0)
              .sells(62)
              .considered()
              .from("awin", "affiliate"));

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("brand-search", "Brand search", GROWTH, cpa("8", "0.068", "12")),
          new Entry("generic-search", "Running shoes, search", GROWTH, cpa("22", "0.05", "5")),
          new Entry("prospecting", "Social prospecting", GROWTH, cpa("10", "0.083", "8")),
          new Entry("retargeting", "Retargeting banners", GROWTH, cpa("4.5", "0.05", "20")),
          new Entry(COUPON_CAMPAIGN, "Weekly newsletter", GROWTH, cpa("4.5", "0.05", "15")),
          new Entry("partners", "Partner sites", GROWTH, cpa("90", "0.09", "11")),
          new Entry(
              TEST_DRIVE, "Test drive at the dealer", DEALERS, Map.of("cpl", "20", "cpql", "45")),
          entry(Incident.PROMOTION_BEHIND, "Spring clearance", cpa("8", "0.067", "8")),
          // Less than it sells while one of its articles is gone.
          entry(Incident.STOCK_OUT, "City run weekend", cpa("11", "0.045", "9")),
          entry(Incident.DEMAND_DROP, "Marathon shoes, search", cvr("0.13")),
          entry(Incident.TRACKING_OUTAGE, "Video reviews", cvr("0.1")),
          entry(Incident.SPEND_LATE, "Product listings", cpa("15", "0.05", "7")),
          entry(Incident.LATE_CONVERSIONS, "Club messages", cvr("0.17")),
          entry(Incident.BOT_BURST, "Native stories", cpa("1.5", "0.05", "40")),
          entry(Incident.BUDGET_OVERRUN, "Influencers", cvr("0.058")),
          entry(Incident.YOUNG_CAMPAIGN, "Night run", Map.of("cpa", "5", "cvr", "0.1")));

  private MarketCampaigns() {}

  /** What its people say of a campaign. */
  record Entry(String campaignId, String name, String department, Map<String, String> targets) {
    List<CampaignProfile> profiles() {
      return PROFILES.stream().filter(p -> p.campaignId().equals(campaignId)).toList();
    }

    /** The catalogue row of a campaign that has a total budget. */
    Campaign row(long start, long end, long totalBudgetMicros, Origin origin) {
      return new Campaign(
          campaignId,
          name,
          department,
          profiles().stream().map(CampaignProfile::channel).toList(),
          start,
          end,
          profiles().get(0).currency(),
          null,
          totalBudgetMicros,
          targets,
          campaignId.equals(COUPON_CAMPAIGN) ? List.of(COUPON) : List.of(),
          campaignId.equals(TEST_DRIVE)
              ? List.of(MarketPlans.DEALER, MarketPlans.OTHER_DEALER)
              : List.of(),
          0,
          "",
          origin);
    }
  }

  static List<CampaignProfile> profiles() {
    return PROFILES;
  }

  static List<Entry> entries() {
    return ENTRIES;
  }

  /** The coupon code a campaign's buyers use. */
  static @Nullable String coupon(String campaignId) {
    return campaignId.equals(COUPON_CAMPAIGN) ? COUPON : null;
  }

  /** The department of a campaign. */
  static String department(String campaignId) {
    return ENTRIES.stream()
        .filter(entry -> entry.campaignId().equals(campaignId))
        .map(Entry::department)
        .findAny()
        .orElseThrow();
  }

  private static Entry entry(Incident incident, String name, Map<String, String> targets) {
    return new Entry(incident.campaignId(), name, TRADING, targets);
  }

  private static Map<String, String> cpa(String cpa, String cvr, String roas) {
    return Map.of("cpa", cpa, "cvr", cvr, "roas", roas);
  }

  private static Map<String, String> cvr(String cvr) {
    return Map.of("cvr", cvr);
  }

  private static ProfileDraft usual(
      String id, String channel, double share, double ctr, double cvr) {
    return new ProfileDraft(id, channel, share, ctr, cvr, 0);
  }

  private static ProfileDraft befallen(
      Incident incident, String channel, double share, double ctr, double cvr) {
    return new ProfileDraft(
        incident.campaignId(), channel, share, ctr, cvr, 1 + incident.ordinal());
  }
}
