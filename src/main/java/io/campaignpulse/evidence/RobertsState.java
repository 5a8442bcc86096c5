package io.campaignpulse.evidence;

import java.util.Arrays;

/**
 * What a {@link ShiryaevRoberts} detector knows of a series. A value; its arrays belong to it.
 *
 * @param values R of each alternative rate, the mean of them capped
 * @param logs ln R of each alternative rate, never capped; empty as long as no cap was reached,
 *     when they are the logarithms of the values
 * @param share what part of a step's w is used: 1, halved with each change of target, 1 again after
 *     a horizon
 * @param spent w offered since the current horizon began, in [0, ½)
 */
public record RobertsState(double[] values, double[] logs, double share, double spent) {

  /** The evidence: the mean R, at most the cap. */
  public double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The logarithm of the mean R without a cap, to compare series with. */
  public double logMean() {
    if (logs.length == 0) {
      return StrictMath.log(mean());
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    if (most == Double.NEGATIVE_INFINITY) {
      return most;
    }
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - most);
    }
    return most + StrictMath.log(sum / logs.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RobertsState state
        && Arrays.equals(values, state.values)
        && Arrays.equals(logs, state.logs)
        && share == state.share
        && spent == state.spent;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Double.hashCode(spent);
  }

  @Override
  public String toString() {
    return "RobertsState[mean=%s, logMean=%s, share=%s, spent=%s]"
        .formatted(mean(), logMean(), share, spent);
  }
}
