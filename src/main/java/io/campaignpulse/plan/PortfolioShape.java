package io.campaignpulse.plan;

/**
 * What the portfolio has taught of the course of business: LEARNED curves follow it. A value, small
 * enough to broadcast.
 *
 * @param profile how business spreads over the week
 * @param firstDayPeak how many times as much a promotion sells in an operational hour of its first
 *     24 hours as later; above 0
 */
public record PortfolioShape(HourOfWeekProfile profile, double firstDayPeak) {

  /** The shape before anything has been learned: no hour differs, and no peak is expected. */
  public static PortfolioShape unlearned() {
    return new PortfolioShape(HourOfWeekProfile.flat(), FirstDayPeak.PRIOR);
  }
}
