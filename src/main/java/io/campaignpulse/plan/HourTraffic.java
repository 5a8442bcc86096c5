package io.campaignpulse.plan;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.PlanMeasure;
import org.jspecify.annotations.Nullable;

/**
 * The traffic and the provisional spend of one hour of a campaign and channel, as a row of
 * campaign-metrics has it.
 *
 * @param hour start of the hour, epoch milliseconds
 * @param reportedUntil until when spend is reported, epoch milliseconds
 * @param revision of the row: a higher one replaces a lower one
 */
public record HourTraffic(
    long hour,
    long impressions,
    long clicks,
    long visits,
    long provisionalSpendMicros,
    @Nullable Long reportedUntil,
    long revision) {

  /** What a row of an hour says. */
  public static HourTraffic of(CampaignMetrics row) {
    long[] base = row.base();
    return new HourTraffic(
        row.windowStart(),
        base[BaseMeasure.IMPRESSIONS.ordinal()],
        base[BaseMeasure.CLICKS.ordinal()],
        base[BaseMeasure.VISITS.ordinal()],
        row.provisionalSpendMicros(),
        row.spendReportedUntil(),
        row.revision());
  }

  /** An hour in which nothing happened. */
  public static HourTraffic none(long hour) {
    return new HourTraffic(hour, 0, 0, 0, 0, null, Long.MIN_VALUE);
  }

  /** Traffic of a measure in whole counts; 0 for measures that aren't traffic. */
  long of(PlanMeasure measure) {
    return switch (measure) {
      case IMPRESSIONS -> impressions;
      case CLICKS -> clicks;
      case VISITS -> visits;
      default -> 0;
    };
  }
}
