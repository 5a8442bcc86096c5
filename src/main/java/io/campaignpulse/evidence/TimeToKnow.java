package io.campaignpulse.evidence;

/**
 * How much must be expected until a shortfall is proven, if what comes is just as short as it is on
 * average: where {@link GammaPoissonEvidence} reaches 1/α.
 */
public final class TimeToKnow {

  private static final int HALVINGS = 60;
  private static final double MOST = 1e9;

  private TimeToKnow() {}

  /**
   * Effective events expected at target until then; infinite for what is no shortfall or a very
   * small one.
   *
   * @param shortfall share of the expected events that don't come, in (0, 1]
   * @param alpha in (0, 1)
   */
  public static double expected(double shortfall, double alpha) {
    double ratio = 1 - shortfall;
    double wanted = -StrictMath.log(alpha);
    double enough = 1;
    while (GammaPoissonEvidence.logE(ratio * enough, enough) < wanted) {
      enough *= 2;
      if (!(enough < MOST)) {
        return Double.POSITIVE_INFINITY;
      }
    }
    double tooFew = enough / 2;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (tooFew + enough) / 2;
      if (GammaPoissonEvidence.logE(ratio * middle, middle) < wanted) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }

  /**
   * The same in days; infinite where nothing is expected.
   *
   * @param perDay effective events expected at target per day, divided by their overdispersion
   */
  public static double days(double shortfall, double alpha, double perDay) {
    return perDay > 0 ? expected(shortfall, alpha) / perDay : Double.POSITIVE_INFINITY;
  }
}
