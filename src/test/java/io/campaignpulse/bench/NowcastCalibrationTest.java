package io.campaignpulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NowcastCalibrationTest {

  @Test
  void intervalsHoldWhatCameTrueAsOftenAsTheySay() {
    NowcastCalibration calibration = new NowcastCalibration();
    for (long seed = 5000; seed < 5050; seed++) {
      calibration.market(seed);
    }
    assertThat(calibration.coverage(NowcastCalibration.TOTAL)).isBetween(0.75, 0.85);
    assertThat(calibration.error("200 clicks an hour"))
        .isLessThan(calibration.naiveError("200 clicks an hour"));
    assertThat(calibration.table()).hasSizeGreaterThan(7);
  }

  @Test
  void givesTheSameForTheSameSeeds() {
    NowcastCalibration first = new NowcastCalibration();
    NowcastCalibration second = new NowcastCalibration();
    first.market(7);
    second.market(7);
    assertThat(first.table()).isEqualTo(second.table());
  }
}
