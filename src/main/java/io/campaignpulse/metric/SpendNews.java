package io.campaignpulse.metric;

import io.campaignpulse.event.SpendReport;
import io.campaignpulse.spend.ClickCost;
import org.jspecify.annotations.Nullable;

/**
 * What is said about the spend of a campaign and channel: either a report, or what its clicks are
 * expected to cost until the next one.
 */
public record SpendNews(
    String campaignId,
    String channel,
    @Nullable SpendReport report,
    @Nullable ClickCost clickCost) {

  /** A report. */
  public static SpendNews of(SpendReport report) {
    return new SpendNews(report.campaignId(), report.channel(), report, null);
  }

  /** What clicks are expected to cost. */
  public static SpendNews of(ClickCost cost) {
    return new SpendNews(cost.campaignId(), cost.channel(), null, cost);
  }
}
