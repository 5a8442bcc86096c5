package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OverdispersionTest {

  /** Buckets of a mean whose rate scatters by a relative variance, of counts that scatter too. */
  private static Overdispersion watched(int buckets, double mean, double variance, long seed) {
    Random random = new Random(seed);
    Overdispersion known = Overdispersion.NONE;
    for (int i = 0; i < buckets; i++) {
      double expected = mean * (0.6 + 0.8 * random.nextDouble());
      double sigma = Math.sqrt(Math.log1p(variance));
      double rate = Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
      known = known.with(poisson(random, expected * rate), expected);
    }
    return known;
  }

  private static int poisson(Random random, double mean) {
    int count = 0;
    for (double time = -Math.log(1 - random.nextDouble());
        time < mean;
        time -= Math.log(1 - random.nextDouble())) {
      count++;
    }
    return count;
  }

  @Test
  void a_series_that_nothing_is_known_of_has_the_portfolios_at_its_volume() {
    assertThat(Overdispersion.NONE.phi(0.06, 50, 1)).isCloseTo(4, within(1e-9));
    assertThat(Overdispersion.NONE.phi(0.06, 0.5, 1)).isCloseTo(1.03, within(1e-9));
    assertThat(Overdispersion.NONE.phi(0, 50, 1)).isEqualTo(1);
  }

  @Test
  void counts_by_chance_alone_have_a_phi_of_one() {
    assertThat(watched(2_000, 100, 0, 5).own()).isCloseTo(1, within(0.2));
    assertThat(watched(2_000, 100, 0, 5).phi(0, 100, 1)).isCloseTo(1, within(0.2));
  }

  @Test
  void scatter_of_the_rate_shows_by_the_volume() {
    assertThat(watched(2_000, 100, 0.04, 5).own()).isCloseTo(5, within(1.2));
    assertThat(watched(2_000, 25, 0.04, 5).own()).isCloseTo(2, within(0.4));
  }

  @Test
  void phi_moves_from_the_portfolios_to_its_own() {
    double few = watched(6, 100, 0.04, 5).phi(0, 100, 1);
    double some = watched(40, 100, 0.04, 5).phi(0, 100, 1);
    double many = watched(400, 100, 0.04, 5).phi(0, 100, 1);
    assertThat(few).isBetween(1.0, some);
    assertThat(some).isBetween(few, many + 0.5);
    assertThat(many).isGreaterThan(3);
  }

  @Test
  void a_drop_of_the_level_is_not_taken_for_scatter() {
    Overdispersion known = Overdispersion.NONE;
    for (int i = 0; i < 40; i++) {
      known = known.with(i < 20 ? 100 : 50, 100);
    }
    // Around one mean level it would be 625 / 75.
    assertThat(known.own()).isLessThan(1);
  }

  @Test
  void scatter_that_lags_hide_counts_as_if_it_showed() {
    DispersionShare hidden = DispersionShare.NONE;
    for (int i = 0; i < 300; i++) {
      hidden = hidden.plus(watched(40, 80, 0.02, i).share(0.4));
    }
    assertThat(hidden.variance()).isCloseTo(0.05, within(0.01));
    assertThat(Overdispersion.NONE.phi(0.05, 80, 0.4)).isCloseTo(5, within(1e-9));
    Overdispersion known = watched(2_000, 80, 0.02, 5);
    assertThat(known.phi(0.05, 80, 0.4))
        .isBetween(known.own(), 1 + (known.own() - 1) / 0.4 + 0.5)
        .isCloseTo(5, within(1.2));
  }

  @Test
  void a_bucket_without_exposure_tells_nothing() {
    Overdispersion known = watched(10, 50, 0.1, 3);
    assertThat(known.with(0, 0)).isEqualTo(known);
    assertThat(known.with(3, -1)).isEqualTo(known);
  }

  @Test
  void a_portfolio_learns_the_variance_its_series_share() {
    DispersionShare all = DispersionShare.NONE;
    assertThat(all.variance()).isEqualTo(Overdispersion.USUAL_VARIANCE);
    for (int i = 0; i < 300; i++) {
      all = all.plus(watched(40, i % 2 == 0 ? 5 : 80, 0.06, i).share(1));
    }
    assertThat(all.variance()).isCloseTo(0.06, within(0.01));
  }
}
