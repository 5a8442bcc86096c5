package io.campaignpulse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.bench.Calibration.Outcome;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void counts_what_intervals_hold_in_total_and_by_class() {
    Calibration calibration = new Calibration();
    calibration.add(new Outcome(10, 5, 15, 15, 10, 0.04), "all", "small");
    calibration.add(new Outcome(10, 5, 15, 4, 10, 0.16), "all", "small");
    calibration.add(new Outcome(10, 5, 15, 16, 10, null), "all", "large");
    assertThat(calibration.coverage()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(calibration.bias()).isCloseTo(-0.5 / 3, within(1e-12));
    assertThat(calibration.table())
        .containsExactly(
            "                                  n  coverage   below   above     bias    error"
                + "   width   Brier",
            "all                               3     33.3%   33.3%   33.3%   -0.167    0.567"
                + "   1.000   0.100",
            "small                             2     50.0%   50.0%    0.0%   +0.050    0.550"
                + "   1.000   0.100",
            "large                             1      0.0%    0.0%  100.0%   -0.600    0.600"
                + "   1.000        ");
  }
}
