package io.campaignpulse.evidence;

/**
 * Scatter of counts that arrive step by step, with the running bucket of six hours. A value.
 *
 * @param complete scatter of the buckets that are over
 * @param bucket running bucket, counted from the epoch; {@link Long#MIN_VALUE} before the first
 * @param count events in the running bucket
 * @param expected events expected in it
 */
public record RunningScatter(Scatter complete, long bucket, double count, double expected) {

  /** Scatter before the first step. */
  public static final RunningScatter NONE = new RunningScatter(Scatter.NONE, Long.MIN_VALUE, 0, 0);

  /**
   * Returns the scatter after a step.
   *
   * @param end end of the step, epoch milliseconds; steps come in order
   */
  public RunningScatter after(long end, double stepCount, double stepExpected) {
    long current = Scatter.bucketOf(end - 1);
    if (current == bucket) {
      return new RunningScatter(complete, bucket, count + stepCount, expected + stepExpected);
    }
    Scatter buckets = bucket == Long.MIN_VALUE ? complete : complete.with(bucket, count, expected);
    return new RunningScatter(buckets, current, stepCount, stepExpected);
  }
}
