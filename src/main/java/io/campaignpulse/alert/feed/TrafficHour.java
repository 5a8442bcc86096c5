package io.campaignpulse.alert.feed;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.ResultKey;
import org.jspecify.annotations.Nullable;

/**
 * Hour of a campaign on a channel, or of direct traffic: the latest replaces those before.
 *
 * @param start epoch milliseconds
 * @param traffic clicks and visits
 * @param costMicros reported cost
 * @param reportedUntil until when cost is reported, epoch milliseconds; null if it never was
 */
public record TrafficHour(
    String campaignId,
    String channel,
    long start,
    long traffic,
    long costMicros,
    @Nullable Long reportedUntil) {

  /** Key of direct traffic. */
  private static final String DIRECT =
      ResultKey.of(ClassifiedInteraction.NO_CAMPAIGN, Credit.DIRECT);

  /** The hour of a row of campaign-metrics. */
  public static TrafficHour of(CampaignMetrics row) {
    long[] base = row.base();
    return new TrafficHour(
        row.campaignId(),
        row.channel(),
        row.windowStart(),
        base[BaseMeasure.CLICKS.ordinal()] + base[BaseMeasure.VISITS.ordinal()],
        base[BaseMeasure.SPEND.ordinal()],
        row.spendReportedUntil());
  }

  /** Whether it is traffic without a campaign. */
  public boolean isDirect() {
    return series().equals(DIRECT);
  }

  /** The series it is of. */
  public String series() {
    return ResultKey.of(campaignId, channel);
  }
}
