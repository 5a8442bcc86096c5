package io.campaignpulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.simulation.MarketWeather;
import org.junit.jupiter.api.Test;

/** A small run of what jobs/calibrate prints; its band is wide, for it is small. */
class ProjectionCalibrationTest {

  private static ProjectionCalibration markets(int first, int count) {
    ProjectionCalibration projections = new ProjectionCalibration(MarketWeather.USUAL);
    for (int seed = first; seed < first + count; seed++) {
      projections.market(seed);
    }
    return projections;
  }

  @Test
  void four_fifths_of_the_intervals_hold_what_comes() {
    Calibration calibration = markets(2001, 8).calibration();
    assertThat(calibration.coverage()).isBetween(0.7, 0.9);
    assertThat(calibration.bias()).isBetween(-0.1, 0.1);
    assertThat(calibration.table()).anySatisfy(line -> assertThat(line).startsWith("at 50 %"));
  }

  @Test
  void most_targets_that_seem_out_of_reach_are_missed() {
    ProjectionCalibration projections = markets(2001, 8);
    assertThat(projections.alarmed()).isGreaterThan(5);
    assertThat(projections.missed()).isGreaterThan(0.6);
  }

  @Test
  void a_seed_gives_the_same_figures_each_time() {
    assertThat(markets(7, 1).calibration().table()).isEqualTo(markets(7, 1).calibration().table());
  }
}
