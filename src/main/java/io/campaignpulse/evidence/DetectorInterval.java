package io.campaignpulse.evidence;

/**
 * Ratios of what was seen to what was expected that the detectors of too few and of too many don't
 * reject, from a known beginning on.
 *
 * <p>A {@link ShiryaevRoberts} detector with its head start of ½ warns at R = 20, a likelihood
 * ratio of 40: were the true rate ρ times the expected one, it would pass 40 with a probability of
 * at most 1/40 (Ville). Both sides together leave out the true ratio in at most 5 % of all cases,
 * however often one looks.
 */
public final class DetectorInterval {

  private static final double LOG_LIMIT = StrictMath.log(40);
  private static final int HALVINGS = 60;

  private DetectorInterval() {}

  /**
   * The interval.
   *
   * @param count effective events, divided by their overdispersion; below 0 counts as 0
   * @param expected effective events expected; at 0 or below no ratio is rejected
   */
  public static RatioInterval of(double count, double expected) {
    if (!(expected > 0)) {
      return new RatioInterval(0, Double.POSITIVE_INFINITY);
    }
    double n = Math.max(0, count);
    return new RatioInterval(low(n) / expected, high(n) / expected);
  }

  /** The smallest expectation of which a count is too few. */
  private static double high(double count) {
    double tooFew = count + 1;
    while (ShiryaevRoberts.TOO_FEW.logEvidence(count, tooFew) < LOG_LIMIT) {
      tooFew *= 2;
    }
    double fits = count;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (fits + tooFew) / 2;
      if (ShiryaevRoberts.TOO_FEW.logEvidence(count, middle) < LOG_LIMIT) {
        fits = middle;
      } else {
        tooFew = middle;
      }
    }
    return tooFew;
  }

  /** The largest expectation of which a count is too many; 0 where it isn't of any. */
  private static double low(double count) {
    double tooMany = 0;
    if (ShiryaevRoberts.TOO_MANY.logEvidence(count, tooMany) < LOG_LIMIT) {
      return 0;
    }
    double fits = count;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (fits + tooMany) / 2;
      if (ShiryaevRoberts.TOO_MANY.logEvidence(count, middle) < LOG_LIMIT) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return tooMany;
  }
}
