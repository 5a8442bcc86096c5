package io.campaignpulse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ForecastTest {

  @Test
  void an_exponential_distribution_is_the_gamma_of_shape_1() {
    Forecast forecast = Forecast.of(10, 100, false);
    assertThat(forecast.mean()).isEqualTo(10);
    assertThat(forecast.quantile(0.1)).isCloseTo(-10 * Math.log(0.9), within(1e-6));
    assertThat(forecast.quantile(0.9)).isCloseTo(-10 * Math.log(0.1), within(1e-6));
    assertThat(forecast.probabilityAtLeast(20)).isCloseTo(Math.exp(-2), within(1e-9));
    assertThat(forecast.probabilityAtLeast(0)).isEqualTo(1);
    assertThat(forecast.probabilityAtLeast(-5)).isEqualTo(1);
    Forecast capped = forecast.cappedAt(10);
    assertThat(capped.mean()).isCloseTo(10 * (1 - Math.exp(-1)), within(1e-9));
    assertThat(capped.quantile(0.9)).isEqualTo(10);
    assertThat(capped.quantile(0.1)).isEqualTo(forecast.quantile(0.1));
    assertThat(capped.probabilityAtLeast(10)).isCloseTo(Math.exp(-1), within(1e-9));
    assertThat(capped.probabilityAtLeast(10.01)).isZero();
  }

  @Test
  void whole_things_stay_whole() {
    Forecast forecast = Forecast.of(3, 6, true);
    for (double p : new double[] {0.05, 0.1, 0.5, 0.9, 0.99}) {
      assertThat(forecast.quantile(p)).isEqualTo(Math.rint(forecast.quantile(p)));
    }
    assertThat(forecast.probabilityAtLeast(2.5)).isEqualTo(forecast.probabilityAtLeast(3));
    assertThat(forecast.probabilityAtLeast(1)).isLessThan(1);
    assertThat(forecast.probabilityAtLeast(0)).isEqualTo(1);
  }

  @Test
  void what_is_certain_has_no_interval() {
    for (Forecast certain : new Forecast[] {Forecast.of(0, 0, true), Forecast.of(0, 5, false)}) {
      assertThat(certain.mean()).isZero();
      assertThat(certain.quantile(0.1)).isZero();
      assertThat(certain.quantile(0.9)).isZero();
      assertThat(certain.probabilityAtLeast(0)).isEqualTo(1);
      assertThat(certain.probabilityAtLeast(0.1)).isZero();
    }
    Forecast soldOut = Forecast.of(50, 80, true).cappedAt(-3);
    assertThat(soldOut.mean()).isZero();
    assertThat(soldOut.quantile(0.9)).isZero();
    assertThat(soldOut.probabilityAtLeast(1)).isZero();
  }

  /** Also where the series of the incomplete gamma function would not converge. */
  @Property(tries = 300)
  void any_mean_and_variance_give_finite_answers(
      @ForAll @DoubleRange(min = -9, max = 13) double logMean,
      @ForAll @DoubleRange(min = -9, max = 13) double logVariance,
      @ForAll boolean whole) {
    Forecast forecast = Forecast.of(Math.pow(10, logMean), Math.pow(10, logVariance), whole);
    double low = forecast.quantile(0.1);
    double high = forecast.quantile(0.9);
    assertThat(low).isBetween(0.0, high);
    assertThat(high).isFinite();
    assertThat(forecast.probabilityAtLeast(forecast.mean())).isBetween(0.0, 1.0);
    assertThat(forecast.cappedAt(forecast.mean()).mean()).isBetween(0.0, forecast.mean());
  }

  /** The reference: the mean of the smaller of quantile and cap over all probabilities. */
  @Property(tries = 30)
  void the_capped_mean_is_that_of_its_quantiles(
      @ForAll @DoubleRange(min = 0.5, max = 500) double mean,
      @ForAll @DoubleRange(min = 0.05, max = 2) double relative,
      @ForAll @DoubleRange(min = 0.1, max = 3) double cap) {
    Forecast forecast =
        Forecast.of(mean, mean * mean * relative * relative, false).cappedAt(cap * mean);
    double sum = 0;
    int steps = 4000;
    for (int i = 0; i < steps; i++) {
      sum += forecast.quantile((i + 0.5) / steps);
    }
    assertThat(forecast.mean()).isCloseTo(sum / steps, within(0.003 * mean));
  }

  @Property(tries = 200)
  void more_is_less_likely(
      @ForAll @DoubleRange(min = 0.1, max = 100) double mean,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double variance,
      @ForAll @DoubleRange(min = 0, max = 200) double amount,
      @ForAll @DoubleRange(min = 0, max = 50) double more,
      @ForAll boolean whole) {
    Forecast forecast = Forecast.of(mean, variance, whole);
    assertThat(forecast.probabilityAtLeast(amount + more))
        .isLessThanOrEqualTo(forecast.probabilityAtLeast(amount) + 1e-12);
  }
}
