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

  /**
   * That of a plan.
   *
   * @param promoted whether the plan is a promotion's
   * @param learned whether its curve is the learned one, which has the peak in it
   */
  public static FirstDay of(boolean promoted, boolean learned, PortfolioShape shape) {
    if (!promoted) {
      return ORDINARY;
    }
    return new FirstDay(learned ? 1 : shape.firstDayPeak(), FirstDayPeak.BETWEEN);
  }
}
