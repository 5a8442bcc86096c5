package io.campaignpulse.ingest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.RejectionReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeBoundsTest {
  private static final long NOON = Instant.parse("2026-03-15T12:00:00Z").toEpochMilli();
  private static final long FIVE_MINUTES = 300_000;

  private static void assertRefused(
      TimeBounds bounds, long eventTime, long arrival, RejectionReason reason) {
    assertThatThrownBy(() -> bounds.check(eventTime, arrival))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", reason);
  }

  @Test
  void live_the_arrival_is_the_measure_and_the_boundary_is_allowed() {
    TimeBounds live = new TimeBounds(null, FIVE_MINUTES);
    assertThatCode(() -> live.check(NOON + FIVE_MINUTES, NOON)).doesNotThrowAnyException();
    assertRefused(live, NOON + FIVE_MINUTES + 1, NOON, RejectionReason.EVENT_TIME_IN_FUTURE);
  }

  @Test
  void in_a_replay_as_of_is_the_measure_whatever_the_arrival() {
    TimeBounds replay = new TimeBounds(NOON, FIVE_MINUTES);
    long later = NOON + FIVE_MINUTES + 1;
    assertThatCode(() -> replay.check(NOON, 0)).doesNotThrowAnyException();
    assertRefused(replay, later, later, RejectionReason.EVENT_TIME_IN_FUTURE);
  }

  @Test
  void refuses_times_before_2000_and_seconds_for_milliseconds() {
    TimeBounds live = new TimeBounds(null, FIVE_MINUTES);
    assertRefused(live, TimeBounds.EARLIEST - 1, NOON, RejectionReason.EVENT_TIME_TOO_OLD);
    assertRefused(live, NOON / 1000, NOON, RejectionReason.EVENT_TIME_TOO_OLD);
    assertRefused(live, Long.MIN_VALUE, NOON, RejectionReason.EVENT_TIME_TOO_OLD);
    assertRefused(live, Long.MAX_VALUE, NOON, RejectionReason.EVENT_TIME_IN_FUTURE);
    assertThatCode(() -> live.check(TimeBounds.EARLIEST, NOON)).doesNotThrowAnyException();
  }
}
