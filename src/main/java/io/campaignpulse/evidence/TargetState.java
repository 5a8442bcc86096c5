package io.campaignpulse.evidence;

/**
 * What a {@link TargetTest} knows of a series. A value.
 *
 * @param roberts its detector
 * @param count events since the target holds
 * @param expected events expected since then at target
 * @param since when the excursion began: the last instant at which R was below 1, epoch
 *     milliseconds
 * @param countSince events since then
 * @param expectedSince events expected since then at target
 */
public record TargetState(
    RobertsState roberts,
    double count,
    double expected,
    long since,
    double countSince,
    double expectedSince) {

  /** The evidence that the target is missed, R, up to the test's cap. */
  public double evidence() {
    return roberts.mean();
  }

  /** Whether it is proven, at an evidence of A or more. */
  public boolean fired(double threshold) {
    return evidence() >= threshold;
  }
}
