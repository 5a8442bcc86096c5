package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TargetTestTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final TargetTest TEST = new TargetTest(0.1, Duration.ofDays(7).toMillis(), 1_000);

  private static TargetState steps(
      TargetState state, int from, int until, double count, double expected) {
    TargetState next = state;
    for (int i = from; i < until; i++) {
      next = TEST.step(next, count, expected, 1, (i + 1) * MINUTE, MINUTE);
    }
    return next;
  }

  @Test
  void a_step_judges_effective_events_below_the_target_less_its_margin() {
    TargetState state = TEST.step(TEST.start(0), 4, 20, 2, MINUTE, MINUTE);
    RobertsState same =
        ShiryaevRoberts.TOO_FEW.step(
            ShiryaevRoberts.TOO_FEW.start(), 2, 9, 0.5 / (7 * 1440), 1_000);
    assertThat(state.evidence()).isCloseTo(same.mean(), within(1e-12));
    assertThat(state.count()).isEqualTo(4);
    assertThat(state.expected()).isEqualTo(20);
  }

  @Test
  void the_test_of_too_many_judges_above_the_target_and_its_margin() {
    TargetTest above =
        new TargetTest(ShiryaevRoberts.TOO_MANY, 0.1, Duration.ofDays(7).toMillis(), 1_000);
    TargetState state = above.step(above.start(0), 60, 20, 2, MINUTE, MINUTE);
    RobertsState same =
        ShiryaevRoberts.TOO_MANY.step(
            ShiryaevRoberts.TOO_MANY.start(), 30, 11, 0.5 / (7 * 1440), 1_000);
    assertThat(state.evidence()).isCloseTo(same.mean(), within(1e-12));
    assertThat(state.fired(20)).isTrue();
    assertThat(above.step(above.start(0), 20, 20, 2, MINUTE, MINUTE).fired(1)).isFalse();
  }

  @Test
  void a_miss_within_the_margin_does_not_fire() {
    TargetState state = steps(TEST.start(0), 0, 5_000, 0.091, 0.1);
    assertThat(state.fired(20)).isFalse();
    assertThat(state.evidence()).isLessThan(2);
  }

  @Test
  void an_excursion_begins_where_the_evidence_was_last_below_one() {
    TargetState good = steps(TEST.start(0), 0, 500, 0.1, 0.1);
    assertThat(good.since()).isEqualTo(500 * MINUTE);
    assertThat(good.countSince()).isZero();
    TargetState bad = steps(good, 500, 1_500, 0.02, 0.1);
    assertThat(bad.fired(20)).isTrue();
    assertThat(bad.since()).isBetween(500 * MINUTE, 900 * MINUTE);
    double minutes = 1_500 - bad.since() / (double) MINUTE;
    assertThat(bad.countSince()).isCloseTo(0.02 * minutes, within(1e-9));
    assertThat(bad.expectedSince()).isCloseTo(0.1 * minutes, within(1e-9));
    assertThat(bad.count()).isCloseTo(70, within(1e-6));
    assertThat(bad.expected()).isCloseTo(150, within(1e-6));
  }

  @Test
  void after_recovery_the_evidence_is_gone() {
    TargetState bad = steps(TEST.start(0), 0, 2_000, 0.02, 0.1);
    TargetState well = steps(bad, 2_000, 4_000, 0.12, 0.1);
    assertThat(bad.evidence()).isGreaterThan(100);
    assertThat(well.evidence()).isLessThan(1);
    assertThat(well.countSince()).isZero();
  }

  @Test
  void a_changed_target_starts_anew() {
    TargetState bad = steps(TEST.start(0), 0, 1_000, 0.02, 0.1);
    TargetState changed = TEST.afterTargetChange(bad, 1_000 * MINUTE);
    assertThat(changed.evidence()).isLessThan(0.5);
    assertThat(changed.count()).isZero();
    assertThat(changed.since()).isEqualTo(1_000 * MINUTE);
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThatThrownBy(() -> new TargetTest(1, 1, 1_000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TEST.step(TEST.start(0), 1, 1, 0, MINUTE, MINUTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unit of 0");
  }
}
