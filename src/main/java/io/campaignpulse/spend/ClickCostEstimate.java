package io.campaignpulse.spend;

import org.jspecify.annotations.Nullable;

/**
 * What a click of a campaign and channel is expected to cost: recent cost ÷ recent clicks in time
 * that reports cover, shrunk to the same of its channel by {@link #PSEUDO_CLICKS}. So a campaign
 * without any report has its channel's, and one of few clicks is not thrown about by them.
 *
 * @param cpcMicros micros of the reporting currency, three digits of it: what changes less is not
 *     worth publishing every row again
 * @param support how many clicks it rests on, those a day old counted half
 */
public record ClickCostEstimate(long cpcMicros, double support) {

  /** How many clicks at the channel's cost are added to a campaign's own. */
  static final double PSEUDO_CLICKS = 10;

  private static final int DIGITS_BELOW = 1000;
  private static final double MOST = 1e15;

  /** The estimate; null while no click of the channel lies in time that reports cover. */
  public static @Nullable ClickCostEstimate of(CostHistory own, CostHistory channel) {
    CostHistory.Recent all = channel.recent(channel.newest());
    if (all.clicks() <= 0) {
      return null;
    }
    CostHistory.Recent recent = own.recent(channel.newest());
    double prior = all.costMicros() / all.clicks();
    double support = recent.clicks() + PSEUDO_CLICKS;
    double cpc = (recent.costMicros() + PSEUDO_CLICKS * prior) / support;
    return new ClickCostEstimate(rounded(Math.max(0, Math.min(cpc, MOST))), support);
  }

  private static long rounded(double micros) {
    long whole = Math.round(micros);
    long unit = 1;
    while (whole / unit >= DIGITS_BELOW) {
      unit *= 10;
    }
    return (whole + unit / 2) / unit * unit;
  }
}
