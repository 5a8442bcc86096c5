package io.campaignpulse.alert.portfolio;

import io.campaignpulse.alert.series.CreditChange;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ResultKey;
import org.jspecify.annotations.Nullable;

/**
 * What all series together are learned from: the clicks of an hour, or a change of conversions.
 *
 * @param time the hour's start, or when the conversion happened, epoch milliseconds
 * @param clicks valid clicks of the hour to date; only without a change
 * @param costReportedUntil until when the cost of the series is reported, epoch milliseconds; null
 *     where that is not known
 */
public record PortfolioFact(
    String campaignId,
    String channel,
    long time,
    long clicks,
    @Nullable Long costReportedUntil,
    @Nullable CreditChange change) {

  /** The clicks of an hour. */
  public static PortfolioFact of(CampaignMetrics hour) {
    return new PortfolioFact(
        hour.campaignId(),
        hour.channel(),
        hour.windowStart(),
        hour.base()[BaseMeasure.CLICKS.ordinal()],
        hour.spendReportedUntil(),
        null);
  }

  /** A change of conversions. */
  public static PortfolioFact of(String campaignId, String channel, CreditChange change) {
    return new PortfolioFact(campaignId, channel, change.time(), 0, null, change);
  }

  /** The same where it is not known when the report came: of the past only the result is. */
  public PortfolioFact withoutReports() {
    return new PortfolioFact(campaignId, channel, time, clicks, null, change);
  }

  /** The series it is about. */
  String series() {
    return ResultKey.of(campaignId, channel);
  }
}
