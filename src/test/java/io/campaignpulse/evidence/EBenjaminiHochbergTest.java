package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EBenjaminiHochbergTest {

  private static double[] logs(double... values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }

  @Test
  void of_ten_series_the_three_with_enough_evidence_are_chosen() {
    // m ÷ (αk) = 100, 50, 33.3, 25 …
    EBenjaminiHochberg choice =
        EBenjaminiHochberg.of(logs(1, 40, .5, 120, 2, 34, 3, 20, .1, .2), 0.1);
    assertThat(choice.chosen()).isEqualTo(3);
    assertThat(choice.logThreshold()).isCloseTo(Math.log(100 / 3.0), within(1e-12));
    assertThat(choice.chooses(Math.log(34))).isTrue();
    assertThat(choice.chooses(Math.log(20))).isFalse();
  }

  @Test
  void a_later_one_may_carry_the_earlier_ones() {
    assertThat(EBenjaminiHochberg.of(logs(60, 60, 1, 1, 1, 1, 1, 1, 1, 1), 0.1).chosen())
        .isEqualTo(2);
  }

  @Test
  void without_enough_evidence_none_is_chosen() {
    EBenjaminiHochberg choice = EBenjaminiHochberg.of(logs(9, 1, 2), 0.1);
    assertThat(choice.chosen()).isZero();
    assertThat(choice.chooses(1e9)).isFalse();
    assertThat(EBenjaminiHochberg.of(new double[0], 0.1).chosen()).isZero();
  }

  @Test
  void a_single_series_needs_ten_for_a_tenth() {
    assertThat(EBenjaminiHochberg.of(logs(10.01), 0.1).chosen()).isEqualTo(1);
    assertThat(EBenjaminiHochberg.of(logs(9.9), 0.1).chosen()).isZero();
  }
}
