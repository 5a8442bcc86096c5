package io.campaignpulse.plan.operator;

/**
 * What time it is for plans: the last minute tick; before there was one, and after the last, the
 * clock.
 */
final class PlanClock {
  private static final long MINUTE = 60_000;

  private PlanClock() {}

  /**
   * The time.
   *
   * @param watermark as minute ticks have it, epoch milliseconds
   * @param clock processing time, epoch milliseconds
   */
  static long now(long watermark, long clock) {
    return watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE ? clock : watermark;
  }

  /** The next minute after an instant, at the earliest that of another. */
  static long nextMinute(long now, long earliest) {
    long minute = (Math.floorDiv(now, MINUTE) + 1) * MINUTE;
    return Math.max(minute, -Math.floorDiv(-earliest, MINUTE) * MINUTE);
  }

  /** The end of the publishing interval that holds an instant. */
  static long soon(long clock, long everyMillis) {
    return (Math.floorDiv(clock, everyMillis) + 1) * everyMillis;
  }
}
