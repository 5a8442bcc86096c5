package io.campaignpulse.evidence;

import java.util.Arrays;

/**
 * Sums over pairs of neighbouring counts, of one series or of many, from which their {@link
 * Dispersion} is estimated. A value; its array belongs to it.
 *
 * @param values per {@link ScatterScale}: Σw, Σw·m, Σw·m², Σw·x/m and Σw·x, with m the mean of a
 *     pair, x its squared difference beyond m, and w how much it says: less where few events come
 */
public record ScatterSums(double[] values) {

  static final int SIZE = 5;

  static final int PAIRS = 0;
  static final int MEAN = 1;
  static final int MEAN_SQUARES = 2;
  static final int RELATIVE_EXCESS = 3;
  static final int EXCESS = 4;

  /** No pair. */
  public static final ScatterSums NONE = new ScatterSums(new double[ScatterScale.COUNT * SIZE]);

  static double[] ofPair(double square, double mean, double weight) {
    double excess = square - mean;
    return mean > 0
        ? new double[] {
          weight, weight * mean, weight * mean * mean, weight * excess / mean, weight * excess
        }
        : new double[SIZE];
  }

  /** The sums over the pairs of both. */
  public ScatterSums plus(ScatterSums other) {
    double[] sums = values.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.values[i];
    }
    return new ScatterSums(sums);
  }

  double get(ScatterScale scale, int sum) {
    return values[scale.ordinal() * SIZE + sum];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScatterSums sums && Arrays.equals(values, sums.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "ScatterSums" + Arrays.toString(values);
  }
}
