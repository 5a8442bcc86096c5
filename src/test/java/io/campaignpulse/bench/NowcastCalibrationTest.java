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
    String many = NowcastCalibration.clicksAnHour(200);
    assertThat(calibration.error(many)).isLessThan(calibration.naiveError(many));
    assertThat(calibration.table()).hasSize(9);
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
