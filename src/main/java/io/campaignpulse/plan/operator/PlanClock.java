package io.campaignpulse.plan.operator;

import io.campaignpulse.event.TimeGrid;

/**
 * What time it is for plans: the last minute tick; before there was one, and after the last, the
 * clock.
 */
final class PlanClock {
  private static final TimeGrid MINUTES = new TimeGrid(60_000);

  private PlanClock() {}

  /**
   * The time.
   *
   * @param watermark as minute ticks have it, or between two of them, epoch milliseconds
   * @param clock processing time, epoch milliseconds
   */
  static long now(long watermark, long clock) {
    return watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE
        ? clock
        : MINUTES.floor(watermark);
  }

  /** The next minute after an instant, at the earliest that of another. */
  static long nextMinute(long now, long earliest) {
    return MINUTES.after(Math.max(now, earliest - 1));
  }

  /** The end of the publishing interval that holds an instant. */
  static long soon(long clock, long everyMillis) {
    return new TimeGrid(everyMillis).after(clock);
  }

  /**
   * A quarter of the interval before such an end. For what is told to somebody who waits for that
   * end: told at it, it would wait for another one.
   */
  static long beforeSoon(long clock, long everyMillis) {
    long lead = everyMillis / 4;
    return soon(clock + lead, everyMillis) - lead;
  }
}
