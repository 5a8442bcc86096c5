package io.campaignpulse.attribution.operator;

import java.time.Duration;

/**
 * When state is cleared: at midnights (UTC), so that a key has few timers however much it holds.
 */
final class Clearing {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private Clearing() {}

  /** The first midnight after an instant, epoch milliseconds. */
  static long after(long instant) {
    return (Math.floorDiv(instant, DAY) + 1) * DAY;
  }

  /** The last midnight at or before an instant, epoch milliseconds. */
  static long atOrBefore(long instant) {
    return Math.floorDiv(instant, DAY) * DAY;
  }
}
