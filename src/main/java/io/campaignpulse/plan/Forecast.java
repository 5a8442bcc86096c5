package io.campaignpulse.plan;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * The predictive distribution of what is still to come: a gamma distribution of given mean and
 * variance, at most a cap. Counts of whole things are rounded to whole things. A value.
 */
public final class Forecast {

  private static final double MIN_SHAPE = 1e-3;

  /** No forecast is surer than 0.3 %; beyond that the incomplete gamma series doesn't converge. */
  private static final double MAX_SHAPE = 1e5;

  private final double mean;
  private final double variance;
  private final boolean whole;
  private final double cap;

  private Forecast(double mean, double variance, boolean whole, double cap) {
    this.mean = mean;
    this.variance = variance;
    this.whole = whole;
    this.cap = cap;
  }

  /**
   * The forecast of an amount without a cap.
   *
   * @param mean at least 0
   * @param variance at least 0
   * @param whole whether it comes in whole things
   */
  static Forecast of(double mean, double variance, boolean whole) {
    return new Forecast(mean, variance, whole, Double.POSITIVE_INFINITY);
  }

  /** The forecast of what can be sold of a stock: the smaller of the amount and the stock. */
  public Forecast cappedAt(double stock) {
    return new Forecast(mean, variance, whole, Math.min(cap, Math.max(0, stock)));
  }

  /** The expected amount, in wholes. */
  public double mean() {
    if (isCertain()) {
      return Math.min(mean, cap);
    }
    if (Double.isInfinite(cap)) {
      return mean;
    }
    // E[min(X, c)] = E[X; X < c] + c P(X >= c), and x times a gamma density is one of shape + 1.
    double below = mean * GammaDistribution.of(shape() + 1, scale()).cumulativeProbability(cap);
    return below + cap * gamma().survivalProbability(cap);
  }

  /**
   * The amount that is not exceeded with a probability; of whole things the nearest number, so that
   * an interval of few things covers neither more nor less than it says on average.
   */
  public double quantile(double probability) {
    double amount = isCertain() ? mean : gamma().inverseCumulativeProbability(probability);
    return Math.min(cap, whole ? Math.rint(amount) : amount);
  }

  /** The probability that at least that much comes. */
  public double probabilityAtLeast(double amount) {
    if (amount <= 0) {
      return 1;
    }
    if (amount > cap) {
      return 0;
    }
    if (isCertain()) {
      return mean >= amount ? 1 : 0;
    }
    // The number n of whole things stands for (n - 1/2, n + 1/2).
    double from = whole ? Math.ceil(amount) - 0.5 : amount;
    return gamma().survivalProbability(from);
  }

  /** The probability that at most that much comes. */
  public double probabilityAtMost(double amount) {
    return amount < 0
        ? 0
        : 1 - probabilityAtLeast(whole ? Math.floor(amount) + 1 : Math.nextUp(amount));
  }

  private boolean isCertain() {
    return !(mean > 0) || !(variance > 0);
  }

  private GammaDistribution gamma() {
    return GammaDistribution.of(shape(), scale());
  }

  private double shape() {
    return Math.min(MAX_SHAPE, Math.max(MIN_SHAPE, mean * mean / variance));
  }

  private double scale() {
    return mean / shape();
  }
}
