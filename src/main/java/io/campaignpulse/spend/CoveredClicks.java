package io.campaignpulse.spend;

import org.jspecify.annotations.Nullable;

/**
 * What became known of the cost of a campaign's clicks on a channel: what a report says, and the
 * clicks that reports have come to cover. The first of a campaign may say nothing but that there
 * are clicks.
 *
 * @param cost what a report changed; null where only clicks came late
 * @param stretches what it covers and none did before: start and end of each in turn, epoch
 *     milliseconds
 * @param hourClicks start of the hour in epoch milliseconds and number of clicks, for each hour in
 *     turn
 * @param nowcastClicks how many of the clicks a nowcast stood for until then
 */
public record CoveredClicks(
    String campaignId,
    String channel,
    @Nullable ReportedCost cost,
    long[] stretches,
    long[] hourClicks,
    long nowcastClicks) {

  private static final long[] NOTHING = {};

  /** Clicks came; nothing is known of their cost. */
  public static CoveredClicks none(String campaignId, String channel) {
    return new CoveredClicks(campaignId, channel, null, NOTHING, NOTHING, 0);
  }

  /** Clicks came late, in time that is covered already. */
  public static CoveredClicks late(LiveClicks late) {
    return new CoveredClicks(
        late.campaignId(),
        late.channel(),
        null,
        NOTHING,
        new long[] {CostHistory.hour(late.minute()), late.clicks()},
        0);
  }
}
