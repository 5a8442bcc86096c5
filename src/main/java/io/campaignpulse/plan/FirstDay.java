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
   * That of a plan. Of a promotion that is planned evenly over the clock, the curve knows nothing
   * of a peak; any other curve has the peak in it, as it was planned or learned.
   *
   * @param promoted whether the plan is a promotion's
   */
  public static FirstDay of(boolean promoted, CurveText course, PortfolioShape shape) {
    if (!promoted) {
      return ORDINARY;
    }
    double ratio = course.equals(CurveText.LINEAR) ? shape.firstDayPeak() : 1;
    return new FirstDay(ratio, FirstDayPeak.BETWEEN);
  }
}
