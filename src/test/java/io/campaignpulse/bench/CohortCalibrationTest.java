package io.campaignpulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.simulation.MarketWeather;
import org.junit.jupiter.api.Test;

/** A small run of what jobs/calibrate prints; its bands are wide, for it is small. */
class CohortCalibrationTest {

  private static final String MANY = "20 and more to come";

  private static Calibration markets(MarketWeather weather, boolean withDispersion) {
    CohortCalibration cohorts = new CohortCalibration(weather, withDispersion);
    for (int seed = 2001; seed < 2005; seed++) {
      cohorts.market(seed);
    }
    return cohorts.calibration();
  }

  @Test
  void four_fifths_of_the_intervals_hold_what_comes() {
    assertThat(markets(MarketWeather.USUAL, true).coverage(MANY)).isBetween(0.7, 0.9);
    assertThat(markets(MarketWeather.CLUMPS, true).coverage(MANY)).isBetween(0.7, 0.9);
  }

  @Test
  void orders_that_come_in_clumps_are_missed_by_intervals_without_overdispersion() {
    assertThat(markets(MarketWeather.CLUMPS, false).coverage(MANY)).isLessThan(0.65);
  }
}
