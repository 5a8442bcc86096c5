package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import java.util.Arrays;

/**
 * The steps of a test since its evidence last began to rise, each where it belongs in time: late
 * news stand where they would have stood had they not been late. So an episode can be judged anew.
 * A value; its arrays belong to it.
 *
 * @param before the test before the first step
 * @param ticks end of each step, epoch milliseconds, rising
 * @param counts events of each step
 * @param expected events expected in each step at target
 * @param full whether it has stopped for its length: then nothing can be said anew
 */
public record EpisodeLog(
    TargetState before, long[] ticks, double[] counts, double[] expected, boolean full) {

  /** A week of minutes. */
  private static final int LONGEST = 7 * 1440;

  /** A log that begins after a state of the test. */
  static EpisodeLog after(TargetState before) {
    return new EpisodeLog(before, new long[0], new double[0], new double[0], false);
  }

  /** The log with one more step. */
  EpisodeLog with(long tick, double count, double expectation) {
    if (full || ticks.length == LONGEST) {
      return new EpisodeLog(before, new long[0], new double[0], new double[0], true);
    }
    int n = ticks.length;
    long[] moreTicks = Arrays.copyOf(ticks, n + 1);
    double[] moreCounts = Arrays.copyOf(counts, n + 1);
    double[] moreExpected = Arrays.copyOf(expected, n + 1);
    moreTicks[n] = tick;
    moreCounts[n] = count;
    moreExpected[n] = expectation;
    return new EpisodeLog(before, moreTicks, moreCounts, moreExpected, false);
  }

  /** Puts something right in the step an instant lies in, or in the first. */
  void correct(long instant, double count, double expectation) {
    if (ticks.length == 0) {
      return;
    }
    int found = Arrays.binarySearch(ticks, instant);
    int step = Math.min(found >= 0 ? found : -found - 1, ticks.length - 1);
    counts[step] += count;
    expected[step] += expectation;
  }

  /**
   * Judges all steps anew.
   *
   * @param phi overdispersion, at least 1
   * @return the state after them; its evidence is the highest there was on the way if that reached
   *     the threshold, so that who asks can tell
   */
  Rejudged again(TargetTest test, double phi, double threshold) {
    TargetState state = before;
    boolean reached = false;
    long from = ticks.length == 0 ? 0 : ticks[0] - Minutes.MINUTE;
    for (int i = 0; i < ticks.length; i++) {
      state = test.step(state, counts[i], expected[i], phi, ticks[i], Math.max(0, ticks[i] - from));
      from = ticks[i];
      reached |= state.fired(threshold);
    }
    return new Rejudged(state, reached);
  }

  /**
   * What judging anew says.
   *
   * @param state the test as it would stand
   * @param fired whether it would have fired at any time
   */
  record Rejudged(TargetState state, boolean fired) {}
}
