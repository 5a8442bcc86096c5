package io.campaignpulse.evidence;

import java.util.Arrays;

/**
 * The choice among the e-values of many series that keeps the expected share of false ones among
 * those chosen at α, however the series depend on one another (Wang and Ramdas, Journal of the
 * Royal Statistical Society B 84, 2022). It holds for current e-values, never for their running
 * maxima.
 *
 * @param chosen k*, how many series are chosen
 * @param logThreshold ln of the e-value from which on a series is chosen; infinite if none is
 */
public record EBenjaminiHochberg(int chosen, double logThreshold) {

  /**
   * The choice: k* = max{k : the k-th largest e ≥ m ÷ (αk)}.
   *
   * @param logEvidence ln e of all m series, in any order; not changed
   * @param alpha in (0, 1)
   */
  public static EBenjaminiHochberg of(double[] logEvidence, double alpha) {
    double[] sorted = logEvidence.clone();
    Arrays.sort(sorted);
    int series = sorted.length;
    for (int k = series; k > 0; k--) {
      double threshold = StrictMath.log(series / (alpha * k));
      if (sorted[series - k] >= threshold) {
        return new EBenjaminiHochberg(k, threshold);
      }
    }
    return new EBenjaminiHochberg(0, Double.POSITIVE_INFINITY);
  }

  /** Whether a series of that ln e is chosen. */
  public boolean chooses(double logEvidence) {
    return logEvidence >= logThreshold;
  }
}
