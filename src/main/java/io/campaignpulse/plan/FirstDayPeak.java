package io.campaignpulse.plan;

import java.util.Collection;

/**
 * How much more a promotion sells in an hour of its first day than later, learned from promotions
 * that have ended. The logarithm of the ratio is normal between promotions, with a normal prior; a
 * promotion tells the more the more units it sold (random-effects mean by inverse variance,
 * DerSimonian and Laird 1986, with the variance between promotions given).
 */
final class FirstDayPeak {

  /** The ratio before any promotion has ended: no peak is expected that nobody has seen. */
  static final double PRIOR = 1;

  /** Variance of the logarithm of the ratio: of its prior. */
  private static final double PRIOR_VARIANCE = 0.16;

  /** Variance of the logarithm of the ratio: from promotion to promotion. */
  static final double BETWEEN = 0.09;

  /** Units are not sold one by one: variance over mean of their number. */
  private static final double DISPERSION = 1.5;

  private FirstDayPeak() {}

  /** The ratio; those that ended later count more. The order given is the order of summing. */
  static double learned(Collection<EndedPromotion> ended, long now) {
    double precision = 1 / PRIOR_VARIANCE;
    double sum = precision * StrictMath.log(PRIOR);
    for (EndedPromotion promotion : ended) {
      if (promotion.isTelling()) {
        // Half a unit more on both sides keeps the logarithm of nothing finite and hardly biased.
        double first = promotion.firstUnits() + 0.5;
        double later = promotion.laterUnits() + 0.5;
        double logRatio =
            StrictMath.log(first / promotion.firstHours())
                - StrictMath.log(later / promotion.laterHours());
        double variance = BETWEEN + DISPERSION * (1 / first + 1 / later);
        double weight = Recency.weight(now - promotion.endTime()) / variance;
        precision += weight;
        sum += weight * logRatio;
      }
    }
    return StrictMath.exp(sum / precision);
  }
}
