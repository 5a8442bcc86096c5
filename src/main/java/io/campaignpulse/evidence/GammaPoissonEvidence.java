package io.campaignpulse.evidence;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The evidence of a count against its expectation, as the logarithm of an e-value: the likelihood
 * of rates below (or above) the expected one, mixed by a gamma distribution, to that of the
 * expected one. However often one looks, an e-value of 1/α is ever reached with a probability of at
 * most α if the rate is as expected (Ville's inequality; the mixture is that of Robbins and
 * Siegmund, Annals of Statistics 2, 1974, for Poisson counts).
 *
 * <p>Counts and expectations are effective ones, divided by their overdispersion, and need not be
 * whole.
 */
public final class GammaPoissonEvidence {

  /** Shape and rate of the mixture: the surest at 20 expected events, for α = .05. */
  private static final double R = 3.16;

  private static final double PRIOR = R * StrictMath.log(R) - LogGamma.value(R);
  private static final double LOG_SLOWER = StrictMath.log(RegularizedGamma.P.value(R, R));
  private static final double LOG_FASTER = StrictMath.log(RegularizedGamma.Q.value(R, R));

  private static final int HALVINGS = 200;
  private static final double PRECISION = 1e-13;

  private GammaPoissonEvidence() {}

  /**
   * The evidence that fewer come than expected, ln e; minus infinity for far more than expected.
   *
   * @param count what was seen; below 0 counts as 0
   * @param expected what was expected, in the same unit; below 0 counts as 0
   */
  public static double logE(double count, double expected) {
    double n = Math.max(0, count);
    double l = Math.max(0, expected);
    return logMixture(n, l) - LOG_SLOWER + StrictMath.log(RegularizedGamma.P.value(R + n, R + l));
  }

  /** The evidence that more come than expected, ln e; minus infinity for far fewer. */
  public static double logUpperE(double count, double expected) {
    double n = Math.max(0, count);
    double l = Math.max(0, expected);
    return logMixture(n, l) - LOG_FASTER + StrictMath.log(RegularizedGamma.Q.value(R + n, R + l));
  }

  /** The same mixed over all rates, slower and faster ones. */
  private static double logMixture(double n, double l) {
    return l + PRIOR + LogGamma.value(R + n) - (R + n) * StrictMath.log(R + l);
  }

  /**
   * The rates, as multiples of the expected one, that the count doesn't refute at any time it is
   * looked at, but with a probability of α.
   *
   * @param alpha in (0, 1)
   */
  public static RatioInterval interval(double count, double expected, double alpha) {
    double n = Math.max(0, count);
    if (!(expected > 0)) {
      return new RatioInterval(0, Double.POSITIVE_INFINITY);
    }
    double limit = -StrictMath.log(alpha);
    double top = 2 * n + 1;
    while (logMixture(n, top) < limit) {
      top *= 2;
    }
    double high = crossing(n, n, top, limit);
    double low = logMixture(n, 0) < limit ? 0 : crossing(n, n, 0, limit);
    return new RatioInterval(low / expected, high / expected);
  }

  /** Where the mixture reaches a limit, from an expectation below it to one at or above it. */
  private static double crossing(double n, double below, double above, double limit) {
    double inside = below;
    double outside = above;
    for (int i = 0; i < HALVINGS && Math.abs(outside - inside) > PRECISION * outside; i++) {
      double middle = (inside + outside) / 2;
      if (logMixture(n, middle) < limit) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return (inside + outside) / 2;
  }
}
