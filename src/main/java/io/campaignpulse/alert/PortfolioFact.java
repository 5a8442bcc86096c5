package io.campaignpulse.alert;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ResultKey;
import org.jspecify.annotations.Nullable;

/**
 * What all series together are learned from: the clicks of an hour, or a change of conversions.
 *
 * @param time the hour's start, or when the conversion happened, epoch milliseconds
 * @param clicks valid clicks of the hour to date; only without a change
 */
public record PortfolioFact(
    String campaignId, String channel, long time, long clicks, @Nullable CreditChange change) {

  /** The clicks of an hour. */
  public static PortfolioFact of(CampaignMetrics hour) {
    return new PortfolioFact(
        hour.campaignId(),
        hour.channel(),
        hour.windowStart(),
        hour.base()[BaseMeasure.CLICKS.ordinal()],
        null);
  }

  /** A change of conversions. */
  public static PortfolioFact of(String campaignId, String channel, CreditChange change) {
    return new PortfolioFact(campaignId, channel, change.time(), 0, change);
  }

  /** The series it is about. */
  String series() {
    return ResultKey.of(campaignId, channel);
  }
}
