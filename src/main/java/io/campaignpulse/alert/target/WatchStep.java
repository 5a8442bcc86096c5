package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.PaneChange;
import io.campaignpulse.event.AlertReason;
import java.util.List;

/**
 * What one tick brings to a test, in effective counts.
 *
 * @param tick end of the step, epoch milliseconds
 * @param millis its length
 * @param count events, corrections included
 * @param expected events expected at target, corrections included
 * @param corrections what of it puts the past right
 */
record WatchStep(
    long tick, long millis, double count, double expected, List<Correction> corrections) {

  /**
   * What puts the past right.
   *
   * @param instant when it would have been known had it not been late, epoch milliseconds
   */
  record Correction(long instant, double count, double expected, AlertReason reason) {

    /** Adds what a change puts right to others, if it puts anything right. */
    static void add(
        List<Correction> corrections, PaneChange change, double count, double expected) {
      if (change.correction() != null) {
        corrections.add(new Correction(change.happened(), count, expected, change.correction()));
      }
    }
  }

  /** A step in which nothing but corrections counts. */
  static WatchStep ofCorrections(long tick, List<Correction> corrections) {
    return new WatchStep(
        tick,
        0,
        corrections.stream().mapToDouble(Correction::count).sum(),
        corrections.stream().mapToDouble(Correction::expected).sum(),
        corrections);
  }

  /** Events without corrections. */
  double newCount() {
    return count - corrections.stream().mapToDouble(Correction::count).sum();
  }

  /** Expected events without corrections. */
  double newExpected() {
    return expected - corrections.stream().mapToDouble(Correction::expected).sum();
  }
}
