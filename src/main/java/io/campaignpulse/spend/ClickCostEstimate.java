package io.campaignpulse.spend;

import org.jspecify.annotations.Nullable;

/**
 * What a click of a campaign and channel is expected to cost: cost ÷ clicks of the last hours that
 * reports cover, shrunk to that of the last days, which is shrunk to what the channel's clicks
 * cost; each time by adding some clicks at the coarser cost. So a campaign of many clicks follows
 * what they cost now, one of few is not thrown about by them, and one without any report has its
 * channel's.
 *
 * @param cpcMicros micros of the reporting currency, three digits of it: what changes less is not
 *     worth publishing every row again
 * @param support how many clicks it rests on, old ones counted less
 */
public record ClickCostEstimate(long cpcMicros, double support) {

  /** Half-lives of the last days and the last hours, milliseconds. */
  private static final double DAYS = 24.0 * CostHistory.HOUR;

  private static final double HOURS = 4.0 * CostHistory.HOUR;

  /** Single clicks scatter about as much as the campaigns of a channel do. */
  private static final double CHANNEL_CLICKS = 2;

  private static final double USUAL_CLICKS = 50;
  private static final int DIGITS_BELOW = 1000;
  private static final double MOST = 1e15;

  /** The estimate; null while no click of the channel lies in time that reports cover. */
  public static @Nullable ClickCostEstimate of(CostHistory own, CostHistory channel) {
    CostHistory.Recent all = channel.recent(DAYS);
    if (all.clicks() <= 0) {
      return null;
    }
    CostHistory.Recent days = own.recent(DAYS);
    CostHistory.Recent hours = own.recent(HOURS);
    double prior = all.costMicros() / all.clicks();
    double usual = (days.costMicros() + CHANNEL_CLICKS * prior) / (days.clicks() + CHANNEL_CLICKS);
    double cpc = (hours.costMicros() + USUAL_CLICKS * usual) / (hours.clicks() + USUAL_CLICKS);
    double support = Math.min(hours.clicks() + USUAL_CLICKS, days.clicks() + CHANNEL_CLICKS);
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
