package io.campaignpulse.alert.target;

import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import java.time.Duration;
import java.util.Arrays;

/**
 * Steps of a test since its evidence last began to rise, quarter of an hour by quarter, each where
 * it belongs in time: late news stand where they would have stood had they not been late. So an
 * episode can be evaluated anew. Mutable: it belongs to the state of its watch.
 *
 * @param before the test before the first step
 * @param steps end of each quarter (epoch milliseconds), what came in it, what was expected in it
 * @param size number of quarters, and whether it has stopped for its length
 */
public record EpisodeLog(TargetState before, double[][] steps, int[] size) {

  private static final long QUARTER = Duration.ofMinutes(15).toMillis();

  /** Thirty days. */
  private static final int LONGEST = 30 * 96;

  private static final int ENDS = 0;
  private static final int COUNTS = 1;
  private static final int EXPECTED = 2;

  private static final int USED = 0;
  private static final int FULL = 1;

  /** A log that begins after a state of the test. */
  static EpisodeLog after(TargetState before) {
    return new EpisodeLog(before, new double[3][0], new int[2]);
  }

  /** Whether nothing can be said anew any more. */
  boolean isFull() {
    return size[FULL] == 1;
  }

  /** Whether an instant lies in it. */
  boolean reaches(long instant) {
    return size[USED] > 0 && instant <= steps[ENDS][size[USED] - 1];
  }

  /** The end of the last step, epoch milliseconds; 0 without any. */
  long end() {
    return size[USED] == 0 ? 0 : (long) steps[ENDS][size[USED] - 1];
  }

  /** Adds a step that ends with a tick. */
  void add(long tick, double count, double expectation) {
    if (isFull()) {
      return;
    }
    double end = Math.floorDiv(tick + QUARTER - 1, QUARTER) * QUARTER;
    int last = size[USED] - 1;
    if (last < 0 || steps[ENDS][last] < end) {
      if (size[USED] == LONGEST) {
        size[FULL] = 1;
        size[USED] = 0;
        return;
      }
      grow();
      last++;
      size[USED]++;
      steps[ENDS][last] = end;
      steps[COUNTS][last] = 0;
      steps[EXPECTED][last] = 0;
    }
    steps[COUNTS][last] += count;
    steps[EXPECTED][last] += expectation;
  }

  private void grow() {
    if (size[USED] == steps[ENDS].length) {
      int room = Math.max(8, size[USED] + size[USED] / 2);
      for (int i = 0; i < steps.length; i++) {
        steps[i] = Arrays.copyOf(steps[i], room);
      }
    }
  }

  /** Puts something right in the step an instant lies in, or in the first. */
  void correct(long instant, double count, double expectation) {
    if (size[USED] == 0) {
      return;
    }
    int found = Arrays.binarySearch(steps[ENDS], 0, size[USED], instant);
    int step = Math.min(found >= 0 ? found : -found - 1, size[USED] - 1);
    steps[COUNTS][step] += count;
    steps[EXPECTED][step] += expectation;
  }

  /** Takes out the expectation that was added last, up to an amount. */
  void takeOut(double expectation) {
    double left = expectation;
    for (int step = size[USED] - 1; step >= 0 && left > 0; step--) {
      double out = Math.min(left, Math.max(0, steps[EXPECTED][step]));
      steps[EXPECTED][step] -= out;
      left -= out;
    }
  }

  /**
   * Evaluates all steps anew.
   *
   * @param unit size of an effective count: overdispersion × size of an order where money is
   *     counted
   */
  Reevaluated again(TargetTest test, double unit, double threshold) {
    TargetState state = before;
    boolean reached = false;
    double from = size[USED] == 0 ? 0 : steps[ENDS][0] - QUARTER;
    for (int i = 0; i < size[USED]; i++) {
      long end = (long) steps[ENDS][i];
      long millis = (long) Math.max(0, end - from);
      state = test.step(state, steps[COUNTS][i], steps[EXPECTED][i], unit, end, millis);
      from = end;
      reached |= state.fired(threshold);
    }
    return new Reevaluated(state, reached);
  }

  /**
   * What evaluating anew gives.
   *
   * @param state the test as it would stand
   * @param fired whether it would have fired at any time
   */
  record Reevaluated(TargetState state, boolean fired) {}

  @Override
  public boolean equals(Object other) {
    return other instanceof EpisodeLog log
        && before.equals(log.before)
        && Arrays.deepEquals(steps, log.steps)
        && Arrays.equals(size, log.size);
  }

  @Override
  public int hashCode() {
    return 31 * before.hashCode() + Arrays.hashCode(size);
  }

  @Override
  public String toString() {
    return "EpisodeLog[%d steps after %s]".formatted(size[USED], before);
  }
}
