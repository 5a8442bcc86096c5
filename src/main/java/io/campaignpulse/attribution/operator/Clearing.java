package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.event.TimeGrid;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.TimerService;

/**
 * When state is cleared: at midnights (UTC), so that a key has few timers however much it holds.
 * Where a history tells when it next has something to forget, a key has one: each firing makes the
 * next, and what expires later than what is known already needs none.
 */
final class Clearing {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private Clearing() {}

  /** The first midnight after an instant, epoch milliseconds. */
  static long after(long instant) {
    return new TimeGrid(DAY).after(instant);
  }

  /**
   * Sees to it that a history is cleared in time. A timer too many does no harm.
   *
   * @param before when it had something to forget before it changed, epoch milliseconds; MAX_VALUE
   *     if no timer is pending
   * @param now when it has something to forget now; MAX_VALUE if never
   */
  static void schedule(TimerService timers, long before, long now) {
    if (now < before) {
      timers.registerEventTimeTimer(after(now));
    }
  }

  /**
   * Clears a history as of the midnight of its timer, and as of all later ones that event time,
   * which may leap over many at once, has passed: these need no timer.
   *
   * @param expiresAt when it has something to forget, epoch milliseconds; MAX_VALUE if never
   * @param clear clears it as of a midnight
   */
  static void clear(
      TimerService timers, long midnight, LongSupplier expiresAt, LongConsumer clear) {
    clear.accept(midnight);
    for (long next = expiresAt.getAsLong(); isPast(timers, next); next = expiresAt.getAsLong()) {
      clear.accept(after(next));
    }
  }

  private static boolean isPast(TimerService timers, long expires) {
    return expires != Long.MAX_VALUE && after(expires) <= timers.currentWatermark();
  }

  /**
   * Touches for conversions before it were cleared, at the last midnight that has passed; epoch
   * milliseconds.
   */
  static long settledBefore(TimerService timers, AttributionOptions options) {
    long watermark = timers.currentWatermark();
    return watermark == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : Math.floorDiv(watermark, DAY) * DAY - options.redecisionHorizon();
  }
}
