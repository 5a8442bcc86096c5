package io.campaignpulse.lag;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How many conversions clicks will have brought once all have arrived, and how sure that is.
 *
 * <p>The rate per click is gamma-distributed after what has arrived; what is still to come of the
 * clicks is then negative binomial (the gamma-Poisson predictive distribution: Gelman et al.,
 * Bayesian Data Analysis, 2013, 2.6). With an overdispersion φ conversions come as if φ at a time:
 * φ of them are worth one, so the variance and the prior are φ times as large.
 *
 * @param conversions what has arrived
 * @param maturity share of the clicks' conversions that can be expected to have arrived, in [0, 1];
 *     0 without clicks
 * @param projected what is expected in the end
 * @param low lower end of the 80 % interval, not below what has arrived
 * @param high upper end of the 80 % interval
 */
public record MaturingCount(
    double conversions, double maturity, double projected, double low, double high) {

  private static final double TAIL = 0.1;

  /** Where the standard normal distribution has its upper tail. */
  private static final double TAIL_NORMAL = 1.2816;

  /** Below this nothing is left to come that a count could show. */
  private static final double NOTHING = 1e-9;

  /**
   * The rate before anything has arrived.
   *
   * @param conversions how many conversions it is worth, above 0
   * @param clicks how many clicks it is worth, above 0
   */
  public record Prior(double conversions, double clicks) {

    /** Jeffreys' prior of a share: next to nothing is known. */
    public static final Prior JEFFREYS = new Prior(0.5, 1);

    /** The prior of a rate that is worth one conversion. */
    public static Prior around(double rate) {
      return new Prior(1, 1 / rate);
    }
  }

  /**
   * The projection of clicks that behave as their own past.
   *
   * @param conversions what has arrived of them
   * @param maturedClicks their sum of arrived shares, {@link AgedPanes#matured}
   * @param clicks how many they are
   */
  public static MaturingCount of(double conversions, double maturedClicks, double clicks) {
    return of(conversions, maturedClicks, clicks, 1, Prior.JEFFREYS);
  }

  /**
   * The projection of clicks whose rate was expected before.
   *
   * @param overdispersion φ, at least 1
   */
  public static MaturingCount of(
      double conversions, double maturedClicks, double clicks, double overdispersion, Prior prior) {
    double matured = Math.max(0, Math.min(maturedClicks, clicks));
    double maturity = clicks > 0 ? matured / clicks : 0;
    double left = clicks - matured;
    double arrived = Math.max(0, conversions);
    double priorClicks = overdispersion * prior.clicks;
    double rate = (arrived + overdispersion * prior.conversions) / (matured + priorClicks);
    double mean = rate * left;
    if (!(mean > NOTHING)) {
      return new MaturingCount(conversions, maturity, conversions, conversions, conversions);
    }
    double variance = overdispersion * mean * (1 + left / (matured + priorClicks));
    return new MaturingCount(
        conversions,
        maturity,
        conversions + mean,
        conversions + quantile(-TAIL_NORMAL, mean, variance),
        conversions + quantile(TAIL_NORMAL, mean, variance));
  }

  /**
   * The smallest count that isn't exceeded with a probability: looked for around where a normal
   * distribution, bent by the skewness, has it (Cornish and Fisher, 1938).
   *
   * @param normal the quantile of the standard normal distribution
   */
  private static double quantile(double normal, double mean, double variance) {
    double failures = mean * mean / (variance - mean);
    double success = mean / variance;
    double probability = normal < 0 ? TAIL : 1 - TAIL;
    double skewness = (2 - success) / Math.sqrt(failures * (1 - success));
    double bent = normal + (normal * normal - 1) * skewness / 6;
    double near = mean + bent * Math.sqrt(variance);
    double high = near > 0 ? Math.floor(near) : 0;
    double below = -1;
    double step = 1;
    if (cumulative(high, failures, success) < probability) {
      do {
        below = high;
        high += step;
        step *= 2;
      } while (cumulative(high, failures, success) < probability);
    } else {
      below = high - step;
      while (below >= 0 && !(cumulative(below, failures, success) < probability)) {
        high = below;
        step *= 2;
        below = Math.max(-1, high - step);
      }
    }
    while (high - below > 1) {
      double middle = Math.floor((below + high) / 2);
      if (cumulative(middle, failures, success) < probability) {
        below = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double cumulative(double count, double failures, double success) {
    return RegularizedBeta.value(success, failures, count + 1);
  }
}
