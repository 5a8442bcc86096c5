package io.campaignpulse.evidence;

import static io.campaignpulse.evidence.ShiryaevRoberts.TOO_FEW;
import static io.campaignpulse.evidence.ShiryaevRoberts.TOO_MANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShiryaevRobertsTest {

  private static final double[] RATES = {.9, .8, .7, .55, .4, .2};
  private static final double CAP = 1_000;
  private static final double W = 0.5 / 10_080;

  @Test
  void a_step_is_the_recursion_it_is_said_to_be() {
    RobertsState state = TOO_FEW.start();
    assertThat(state.mean()).isEqualTo(0.5);
    RobertsState next = TOO_FEW.step(state, 2, 3, 0.1, CAP);
    double mean = 0;
    for (double rate : RATES) {
      mean += 0.6 * Math.exp((1 - rate) * 3) * Math.pow(rate, 2) / RATES.length;
    }
    assertThat(next.mean()).isCloseTo(mean, within(1e-12));
    assertThat(next.logMean()).isCloseTo(Math.log(mean), within(1e-12));
  }

  @Test
  void a_step_of_too_many_is_the_same_recursion() {
    RobertsState next = TOO_MANY.step(TOO_MANY.start(), 4, 3, 0.1, CAP);
    double mean = 0;
    for (double rate : new double[] {1.15, 1.3, 1.6, 2, 3, 5}) {
      mean += 0.6 * Math.exp((1 - rate) * 3) * Math.pow(rate, 4) / 6;
    }
    assertThat(next.mean()).isCloseTo(mean, within(1e-12));
  }

  @Test
  void without_a_beginning_there_is_no_head_start() {
    RobertsState next = TOO_MANY.step(TOO_MANY.startLater(), 0, 0, 0.1, CAP);
    assertThat(next.mean()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void false_alarms_are_as_rare_as_promised() {
    assertThat(falseAlarms(TOO_FEW)).isBetween(0.005, 0.05);
    assertThat(falseAlarms(TOO_MANY)).isBetween(0.005, 0.05);
  }

  private static double falseAlarms(ShiryaevRoberts detector) {
    SplittableRandom random = new SplittableRandom(17);
    int series = 3_000;
    int steps = 400;
    int alarms = 0;
    for (int i = 0; i < series; i++) {
      RobertsState state = detector.start();
      boolean alarm = false;
      for (int step = 0; step < steps && !alarm; step++) {
        state = detector.step(state, poisson(random, 0.3), 0.3, 0.5 / steps, 200);
        alarm = state.mean() >= 20;
      }
      alarms += alarm ? 1 : 0;
    }
    return (double) alarms / series;
  }

  @Test
  void a_later_rise_is_found_as_well_as_a_bad_start() {
    RobertsState good = TOO_MANY.start();
    for (int i = 0; i < 1_000; i++) {
      good = TOO_MANY.step(good, 1, 1, W, CAP);
    }
    assertThat(good.mean()).isLessThan(1);
    int untilFound = 0;
    for (RobertsState state = good; state.mean() < 20; untilFound++) {
      state = TOO_MANY.step(state, 2, 1, W, CAP);
    }
    assertThat(untilFound).isBetween(15, 60);
  }

  @Test
  void a_later_drop_is_found_as_well_as_a_bad_start() {
    RobertsState good = TOO_FEW.start();
    for (int i = 0; i < 1_000; i++) {
      good = TOO_FEW.step(good, 1, 1, W, CAP);
    }
    assertThat(good.mean()).isLessThan(1);
    int untilFound = 0;
    for (RobertsState state = good; state.mean() < 20; untilFound++) {
      state = TOO_FEW.step(state, 0.5, 1, W, CAP);
    }
    assertThat(untilFound).isBetween(30, 110);
  }

  @Test
  void the_cap_bounds_the_evidence_and_the_logarithm_goes_on() {
    RobertsState state = TOO_FEW.start();
    for (int i = 0; i < 100; i++) {
      state = TOO_FEW.step(state, 0, 10, W, CAP);
    }
    assertThat(state.mean()).isCloseTo(CAP, within(1e-6));
    // Nearly all of it is the alternative of .2: exp(.8 * 1000) / 12.
    assertThat(state.logMean()).isCloseTo(800 - Math.log(12), within(0.1));
    for (int i = 0; i < 200; i++) {
      state = TOO_FEW.step(state, 2, 1, W, CAP);
    }
    assertThat(state.mean()).isLessThan(1);
    assertThat(state.logMean()).isLessThan(700);
  }

  @Test
  void one_enormous_step_is_the_same_as_many_small_ones() {
    RobertsState once = TOO_FEW.step(TOO_FEW.start(), 10, 2_000, 0, CAP);
    assertThat(once.mean()).isCloseTo(CAP, within(1e-6));
    RobertsState state = TOO_FEW.start();
    for (int i = 0; i < 1_000; i++) {
      state = TOO_FEW.step(state, 0.01, 2, 0, CAP);
    }
    assertThat(once.logMean()).isCloseTo(state.logMean(), within(1e-6));
  }

  @Property
  void no_correction_breaks_it(
      @ForAll @Size(max = 30) List<@DoubleRange(min = -1e7, max = 1e7) Double> corrections,
      @ForAll boolean tooMany) {
    ShiryaevRoberts detector = tooMany ? TOO_MANY : TOO_FEW;
    RobertsState state = detector.start();
    for (int i = 0; i + 1 < corrections.size(); i += 2) {
      state = detector.step(state, corrections.get(i), corrections.get(i + 1), W, CAP);
      assertThat(state.mean()).isBetween(0.0, CAP * 1.000001);
      assertThat(state.logMean()).isNotNaN();
    }
    RobertsState after = detector.step(state, 0, 0, W, CAP);
    assertThat(after.mean()).isGreaterThan(0);
  }

  @Test
  void taking_a_step_back_undoes_it() {
    RobertsState state = TOO_FEW.step(TOO_FEW.start(), 3, 5, 0, CAP);
    RobertsState back = TOO_FEW.step(state, -3, -5, 0, CAP);
    assertThat(back.mean()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void what_is_not_a_number_is_refused() {
    assertThatThrownBy(() -> TOO_FEW.step(TOO_FEW.start(), Double.NaN, 1, W, CAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void a_changed_target_gets_what_is_left_of_the_budget() {
    RobertsState state = TOO_FEW.start();
    for (int i = 0; i < 10; i++) {
      state = TOO_FEW.step(state, 0, 1, 0.02, CAP);
    }
    RobertsState changed = TOO_FEW.afterTargetChange(state);
    assertThat(changed.mean()).isCloseTo(0.15, within(1e-12));
    RobertsState next = TOO_FEW.step(changed, 0, 0, 0.02, CAP);
    assertThat(next.mean()).isCloseTo(0.16, within(1e-12));
    RobertsState again = TOO_FEW.afterTargetChange(next);
    assertThat(again.mean()).isCloseTo(0.5 * 0.5 * 0.28, within(1e-12));
  }

  @Test
  void a_new_horizon_has_a_new_budget() {
    RobertsState state = TOO_FEW.afterTargetChange(TOO_FEW.start());
    assertThat(state.share()).isEqualTo(0.5);
    for (int i = 0; i < 20; i++) {
      state = TOO_FEW.step(state, 1, 1, 0.03, CAP);
    }
    assertThat(state.share()).isEqualTo(1);
    assertThat(state.spent()).isCloseTo(0.1, within(1e-9));
  }

  private static int poisson(SplittableRandom random, double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
