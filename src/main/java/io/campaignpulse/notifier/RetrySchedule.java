package io.campaignpulse.notifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/**
 * When a failed delivery is tried again.
 *
 * @param delays from each failed attempt to the next; after the last of them it is given up
 */
record RetrySchedule(List<Duration> delays) {

  /** Each delay is lengthened by up to this share, so that what failed together comes apart. */
  private static final double JITTER = 0.2;

  /** Standard Webhooks' schedule up to ten hours: eight attempts in a good day. */
  static final RetrySchedule STANDARD =
      new RetrySchedule(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(10)));

  /** Each minute for four hours, for a target that is told again what lasts anyway. */
  static final RetrySchedule EACH_MINUTE = eachMinute();

  RetrySchedule {
    delays = List.copyOf(delays);
  }

  private static RetrySchedule eachMinute() {
    List<Duration> delays = new ArrayList<>(List.of(Duration.ofSeconds(5)));
    delays.addAll(Collections.nCopies(239, Duration.ofMinutes(1)));
    return new RetrySchedule(delays);
  }

  /**
   * How long to wait after a failed attempt, milliseconds; empty if there is to be no other.
   *
   * @param attempts how many there were, from 1
   * @param chance draws from [0, 1)
   */
  OptionalLong after(int attempts, DoubleSupplier chance) {
    return attempts > delays.size()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.round(delays.get(attempts - 1).toMillis() * (1 + JITTER * chance.getAsDouble())));
  }
}
