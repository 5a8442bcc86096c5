package io.campaignpulse.event;

/**
 * Sums by ordinal of a measure, to which amounts are added in place.
 *
 * @param sums the array that is changed
 */
public record MeasureSums(long[] sums) {

  /**
   * Adds amounts.
   *
   * @param amounts as many as there are sums, or none
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public void add(long[] amounts) {
    for (int i = 0; i < amounts.length; i++) {
      sums[i] = Math.addExact(sums[i], amounts[i]);
    }
  }
}
