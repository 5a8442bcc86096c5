package io.campaignpulse.bench.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepValueTest {

  private static StepValue of(double revenue, double share) {
    StepValue value = new StepValue(0.5);
    value.add(100, revenue, share);
    return value;
  }

  @Test
  void a_reduction_of_a_loss_stops_its_share_of_the_loss() {
    StepValue value = of(120, 0.8);

    assertThat(value.stopped()).isCloseTo(0.2 * (100 - 60), within(1e-9));
    assertThat(value.lost()).isZero();
  }

  @Test
  void a_reduction_of_a_profit_loses_its_share_of_the_profit() {
    StepValue value = of(300, 0.8);

    assertThat(value.lost()).isCloseTo(0.2 * (150 - 100), within(1e-9));
    assertThat(value.net()).isCloseTo(-10, within(1e-9));
  }

  @Test
  void an_increase_of_a_loss_loses_more_of_it() {
    assertThat(of(120, 1.1).lost()).isCloseTo(0.1 * (100 - 60), within(1e-9));
  }

  @Test
  void an_increase_of_a_profit_stops_no_waste() {
    assertThat(of(300, 1.1).net()).isZero();
  }
}
