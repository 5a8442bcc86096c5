package io.campaignpulse.simulation;

import java.util.OptionalLong;

/** What the planned incidents do to each campaign, as a function of time alone. */
final class IncidentEffects {

  /** What is left of the conversion per click when demand drops: a fifth of the target. */
  static final double WEAK_DEMAND = 0.175;

  /** What is left of a promotion's traffic when it is shown too little: two fifths of its plan. */
  static final double LOW_TRAFFIC = 0.4 * MarketPlans.PLANNED_PART;

  /** How many times dearer a click gets. */
  static final double DEAR_CLICKS = 12;

  /** The article that is gone. */
  static final String SOLD_OUT_SKU = "day-pack";

  /** Crawlers' clicks as a part of all events. */
  private static final double BURST = 0.06;

  private static final double LATE_PART = 0.85;

  /** What was held back comes that many times faster than it was made. */
  private static final long CATCH_UP = 60;

  private final PlannedIncidents incidents;

  IncidentEffects(PlannedIncidents incidents) {
    this.incidents = incidents;
  }

  /** The campaign's traffic as a multiple of its usual one; 0 while it does not advertise. */
  double traffic(CampaignProfile profile, long time) {
    if (profile.befalls(Incident.YOUNG_CAMPAIGN)) {
      return incidents.isUnderWay(Incident.YOUNG_CAMPAIGN, time) ? 1 : 0;
    }
    return hits(Incident.PROMOTION_BEHIND, profile, time) ? LOW_TRAFFIC : 1;
  }

  /** The orders of a click then, as a multiple of the usual ones. */
  double demand(CampaignProfile profile, long time) {
    return hits(Incident.DEMAND_DROP, profile, time) ? WEAK_DEMAND : 1;
  }

  /** The cost of a click then, as a multiple of the usual one. */
  double clickCost(CampaignProfile profile, long time) {
    return hits(Incident.BUDGET_OVERRUN, profile, time) ? DEAR_CLICKS : 1;
  }

  /** Crawlers' clicks a second in excess of the usual ones, as a part of all events. */
  double crawlers(CampaignProfile profile, long time) {
    return hits(Incident.BOT_BURST, profile, time) ? BURST : 0;
  }

  /** Whether nobody tells us of an order that is placed then. */
  boolean isUntold(CampaignProfile profile, long time) {
    return hits(Incident.TRACKING_OUTAGE, profile, time);
  }

  /** Whether there is nothing left of an article. */
  boolean isSoldOut(String sku, long time) {
    return sku.equals(SOLD_OUT_SKU) && incidents.isUnderWay(Incident.STOCK_OUT, time);
  }

  /** When a count finds that an article is gone, epoch milliseconds; empty if none does. */
  OptionalLong soldOutAt() {
    return incidents.begin(Incident.STOCK_OUT);
  }

  /** When an order arrives that is placed at {@code time} and usually arrives at {@code usual}. */
  long orderArrival(CampaignProfile profile, Chance chance, long time, long usual) {
    boolean isLate = chance.happens(LATE_PART);
    return isLate && hits(Incident.LATE_CONVERSIONS, profile, time)
        ? Math.max(usual, caughtUp(Incident.LATE_CONVERSIONS, time))
        : usual;
  }

  /** When a cost report is made that is usually made at {@code usual}; keeps their order. */
  long reportedAt(CampaignProfile profile, long usual) {
    return hits(Incident.SPEND_LATE, profile, usual) ? caughtUp(Incident.SPEND_LATE, usual) : usual;
  }

  private long caughtUp(Incident incident, long time) {
    long begin = incidents.begin(incident).orElseThrow();
    return incident.end(begin) + (time - begin) / CATCH_UP;
  }

  private boolean hits(Incident incident, CampaignProfile profile, long time) {
    return profile.befalls(incident) && incidents.isUnderWay(incident, time);
  }
}
