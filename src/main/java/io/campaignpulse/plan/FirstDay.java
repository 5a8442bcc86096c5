package io.campaignpulse.plan;

/**
 * What the first 24 hours of a plan tell of the time after them.
 *
 * @param ratio how many times as much comes in them per unit of planned share as later, above 0
 * @param variance relative variance of that ratio between plans
 */
public record FirstDay(double ratio, double variance) {

  /** A day like any other. */
  public static final FirstDay ORDINARY = new FirstDay(1, 0);

  /** That of a promotion whose curve has the peak in it, if there is one. */
  public static final FirstDay PLANNED = new FirstDay(1, FirstDayPeak.BETWEEN);

  /** That of a promotion whose curve has no peak. */
  public static FirstDay peaked(PortfolioShape shape) {
    return new FirstDay(shape.firstDayPeak(), FirstDayPeak.BETWEEN);
  }
}
