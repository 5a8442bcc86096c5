package io.campaignpulse.plan;

import io.campaignpulse.ingest.CurveText;

/**
 * What the first 24 hours of a plan tell of the time after them.
 *
 * @param ratio how many times as much comes in them per unit of planned share as later, above 0
 * @param variance relative variance of that ratio between plans
 */
public record FirstDay(double ratio, double variance) {

  /** A day like any other. */
  public static final FirstDay ORDINARY = new FirstDay(1, 0);

  /**
   * The first day of a promotion. Evenly planned over the clock, it has a peak that the curve knows
   * nothing of; any other curve has the peak in it, as it was planned or learned.
   */
  public static FirstDay ofPromotion(CurveText course, PortfolioShape shape) {
    double ratio = course.equals(CurveText.LINEAR) ? shape.firstDayPeak() : 1;
    return new FirstDay(ratio, FirstDayPeak.BETWEEN);
  }
}
