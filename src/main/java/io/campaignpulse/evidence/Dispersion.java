package io.campaignpulse.evidence;

import java.util.Arrays;
import java.util.List;

/**
 * Overdispersion that the series of a portfolio share: at each {@link ScatterScale} counts of mean
 * m have a variance of m·(1 + c + v·m). Clumps of events (c) scatter alike at any volume; levels
 * that change with days and audiences by a relative variance v show the more, the larger the
 * counts. A value; its arrays belong to it.
 *
 * @param clumping c by scale, at least 0
 * @param variance v by scale, at least 0
 */
public record Dispersion(double[] clumping, double[] variance) {

  /**
   * Pairs of counts which the portfolio's value is worth beside a series' own. A series' φ from k
   * pairs has a relative variance of some 2/k, while series differ from what their portfolio says
   * by about a third of φ, a variance of 1/9: 18 pairs, rounded.
   */
  private static final double PORTFOLIO_PAIRS = 16;

  /**
   * The dispersion that pairs of many series show, by least squares with two weightings (Σw and
   * Σw·m) under c, v ≥ 0, shrunk to the usual one as long as few pairs are known.
   *
   * @param dailyVariation how much levels usually differ from day to day, relatively
   */
  public static Dispersion of(ScatterSums sums, double dailyVariation) {
    double[] clumping = new double[ScatterScale.COUNT];
    double[] variance = new double[ScatterScale.COUNT];
    for (ScatterScale scale : ScatterScale.values()) {
      double pairs = sums.get(scale, ScatterSums.PAIRS);
      double known = pairs / (pairs + scale.usualPairs());
      double[] own = solved(sums, scale);
      clumping[scale.ordinal()] = known * own[0];
      variance[scale.ordinal()] =
          known * own[1] + (1 - known) * scale.usualVariance(dailyVariation);
    }
    return new Dispersion(clumping, variance);
  }

  private static double[] solved(ScatterSums sums, ScatterScale scale) {
    double pairs = sums.get(scale, ScatterSums.PAIRS);
    double mean = sums.get(scale, ScatterSums.MEAN);
    double squares = sums.get(scale, ScatterSums.MEAN_SQUARES);
    double relative = sums.get(scale, ScatterSums.RELATIVE_EXCESS);
    double excess = sums.get(scale, ScatterSums.EXCESS);
    if (!(pairs > 0) || !(squares > 0)) {
      return new double[2];
    }
    double onlyLevels = Math.max(0, excess / squares);
    double determinant = pairs * squares - mean * mean;
    // All of one volume: clumps and levels can't be told apart, but clumps show in short times,
    // too.
    if (!(determinant > 1e-6 * pairs * squares)) {
      return scale == ScatterScale.SIX_HOURS
          ? new double[] {Math.max(0, excess / mean), 0}
          : new double[] {0, onlyLevels};
    }
    double clumps = (relative * squares - excess * mean) / determinant;
    double levels = (pairs * excess - mean * relative) / determinant;
    if (clumps < 0) {
      return new double[] {0, onlyLevels};
    }
    return levels < 0
        ? new double[] {Math.max(0, relative / pairs), 0}
        : new double[] {clumps, levels};
  }

  /** Overdispersion of counts around the level of their own time, at least 1: that of clumps. */
  public double ofClumps() {
    return 1 + clumping[ScatterScale.SIX_HOURS.ordinal()];
  }

  /**
   * Overdispersion φ of a series, at least 1: the variance of its counts as a multiple of their
   * mean, at the scale at which it is largest; its own where that is known, else the portfolio's at
   * its volume.
   *
   * @param own how its own counts scatter
   * @param perBucket events expected of six hours at the recent volume
   */
  public double phi(Scatter own, double perBucket) {
    ScatterSums sums = own.sums();
    double largest = 1;
    for (ScatterScale scale : ScatterScale.values()) {
      largest = Math.max(largest, phi(sums, scale, perBucket));
    }
    return largest;
  }

  /**
   * Overdispersion of what is still to come, at least 1: of so many events within a day or two of a
   * level that is known from those before them.
   *
   * @param count events to come
   */
  public double ofRest(double count) {
    double largest = 1;
    for (ScatterScale scale : List.of(ScatterScale.SIX_HOURS, ScatterScale.DAY)) {
      double phi = 1 + clumping[scale.ordinal()] + variance[scale.ordinal()] * count;
      largest = Math.max(largest, phi);
    }
    return largest;
  }

  /** φ at one scale; see {@link #phi(Scatter, double)}. */
  public double phi(Scatter own, ScatterScale scale, double perBucket) {
    return Math.max(1, phi(own.sums(), scale, perBucket));
  }

  private double phi(ScatterSums own, ScatterScale scale, double perBucket) {
    double mean = own.get(scale, ScatterSums.MEAN);
    double pairs = mean > 0 ? own.get(scale, ScatterSums.PAIRS) : 0;
    double typical = mean > 0 ? own.get(scale, ScatterSums.MEAN_SQUARES) / mean : 0;
    double volume = Math.max(typical, Math.max(0, perBucket) * scale.buckets());
    double shared = 1 + clumping[scale.ordinal()] + variance[scale.ordinal()] * volume;
    double itself = mean > 0 ? 1 + own.get(scale, ScatterSums.EXCESS) / mean : 1;
    return (pairs * itself + PORTFOLIO_PAIRS * shared) / (pairs + PORTFOLIO_PAIRS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dispersion dispersion
        && Arrays.equals(clumping, dispersion.clumping)
        && Arrays.equals(variance, dispersion.variance);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(clumping) + Arrays.hashCode(variance);
  }

  @Override
  public String toString() {
    return "Dispersion[clumping=%s, variance=%s]"
        .formatted(Arrays.toString(clumping), Arrays.toString(variance));
  }
}
