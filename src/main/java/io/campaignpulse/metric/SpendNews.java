package io.campaignpulse.metric;

import io.campaignpulse.spend.ClickCost;
import io.campaignpulse.spend.CountedSpend;
import org.jspecify.annotations.Nullable;

/**
 * What is said about the spend of a campaign and channel: either a report, or what its clicks are
 * expected to cost until the next one.
 */
public record SpendNews(
    String campaignId,
    String channel,
    @Nullable CountedSpend report,
    @Nullable ClickCost clickCost) {

  /** A report. */
  public static SpendNews of(CountedSpend counted) {
    return new SpendNews(counted.report().campaignId(), counted.report().channel(), counted, null);
  }

  /** What clicks are expected to cost. */
  public static SpendNews of(ClickCost cost) {
    return new SpendNews(cost.campaignId(), cost.channel(), null, cost);
  }
}
