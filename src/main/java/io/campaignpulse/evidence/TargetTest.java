package io.campaignpulse.evidence;

/**
 * The test of one target of one series: a {@link ShiryaevRoberts} detector of counts below the
 * target less a margin, or above the target and a margin, in effective events. A value; what it
 * learns is in {@link TargetState}.
 *
 * @param detector of too few or of too many
 * @param margin share of the target by which it may be missed, in [0, 1)
 * @param horizonMillis the time over which the rate of false alarms holds: the planned flight, or 7
 *     days
 * @param cap the largest R to keep, ten times the highest threshold
 */
public record TargetTest(ShiryaevRoberts detector, double margin, long horizonMillis, double cap) {

  /** The test of a rule. */
  public TargetTest {
    if (!(margin >= 0 && margin < 1) || horizonMillis <= 0 || !(cap > 1)) {
      throw new IllegalArgumentException(
          "margin " + margin + ", horizon " + horizonMillis + " ms, cap " + cap);
    }
  }

  /** The test of a target that is missed by too few. */
  public TargetTest(double margin, long horizonMillis, double cap) {
    this(ShiryaevRoberts.TOO_FEW, margin, horizonMillis, cap);
  }

  /** The state of a series that nothing is known of. */
  public TargetState start(long now) {
    return new TargetState(detector.start(), 0, 0, now, 0, 0);
  }

  /** The state of a series whose beginning is forgotten; see {@link ShiryaevRoberts}. */
  public TargetState startLater(long now) {
    return new TargetState(detector.startLater(), 0, 0, now, 0, 0);
  }

  /** The events a target lets expect with the margin it leaves. */
  public double tolerated(double expected) {
    return expected * (detector.isOfTooMany() ? 1 + margin : 1 - margin);
  }

  /** The state of a series whose target has changed; see {@link ShiryaevRoberts}. */
  public TargetState afterTargetChange(TargetState state, long now) {
    return new TargetState(detector.afterTargetChange(state.roberts()), 0, 0, now, 0, 0);
  }

  /**
   * The state after one more step.
   *
   * @param count events that came in the step, not divided by anything
   * @param expected events expected in it at target
   * @param unit size of an effective count, above 0: the overdispersion that was known before the
   *     step, times the size of an order where money is counted
   * @param now end of the step, epoch milliseconds
   * @param dtMillis its length, not negative
   * @throws IllegalArgumentException if an argument isn't finite, dtMillis is negative, or unit
   *     isn't above 0
   */
  public TargetState step(
      TargetState state, double count, double expected, double unit, long now, long dtMillis) {
    if (!(unit > 0) || dtMillis < 0) {
      throw new IllegalArgumentException("a unit of " + unit + ", " + dtMillis + " ms");
    }
    RobertsState next =
        detector.step(
            state.roberts(),
            count / unit,
            tolerated(expected) / unit,
            ShiryaevRoberts.BUDGET * dtMillis / horizonMillis,
            cap);
    double allCount = state.count() + count;
    double allExpected = state.expected() + expected;
    return next.mean() < 1
        ? new TargetState(next, allCount, allExpected, now, 0, 0)
        : new TargetState(
            next,
            allCount,
            allExpected,
            state.since(),
            state.countSince() + count,
            state.expectedSince() + expected);
  }
}
