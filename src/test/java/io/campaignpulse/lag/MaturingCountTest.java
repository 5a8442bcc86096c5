package io.campaignpulse.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.lag.MaturingCount.Prior;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaturingCountTest {

  @Test
  void what_has_arrived_in_full_is_certain() {
    assertThat(MaturingCount.of(30, 1_000, 1_000)).isEqualTo(new MaturingCount(30, 1, 30, 30, 30));
    assertThat(MaturingCount.of(0, 0, 0)).isEqualTo(new MaturingCount(0, 0, 0, 0, 0));
  }

  @Test
  void half_of_the_maturity_is_half_of_the_count() {
    MaturingCount count = MaturingCount.of(300, 5_000, 10_000);
    assertThat(count.maturity()).isEqualTo(0.5);
    assertThat(count.projected()).isCloseTo(600, within(1.0));
    // Variance of what is to come: 300 by chance, and 300 by the doubt about the rate.
    assertThat(count.high() - count.low()).isCloseTo(2 * 1.2816 * Math.sqrt(600), within(2.0));
  }

  @Test
  void overdispersion_widens_the_interval_by_its_root() {
    MaturingCount even = MaturingCount.of(300, 5_000, 10_000);
    MaturingCount uneven = MaturingCount.of(300, 5_000, 10_000, 4, Prior.JEFFREYS);
    // The prior is worth four conversions where they come four at a time.
    assertThat(uneven.projected()).isCloseTo(even.projected(), within(1.5));
    assertThat((uneven.high() - uneven.low()) / (even.high() - even.low()))
        .isCloseTo(2, within(0.05));
  }

  @Test
  void before_anything_has_matured_the_prior_speaks() {
    MaturingCount count = MaturingCount.of(0, 0, 1_000, 1, Prior.around(0.03));
    assertThat(count.projected()).isCloseTo(30, within(1e-9));
    assertThat(count.low()).isLessThan(5);
    assertThat(count.high()).isGreaterThan(60);
  }

  @Test
  void four_of_five_intervals_hold_what_comes() {
    SplittableRandom random = new SplittableRandom(11);
    int held = 0;
    int above = 0;
    int rounds = 4_000;
    for (int i = 0; i < rounds; i++) {
      int arrived = draws(random, 1_000, 0.03);
      int toCome = draws(random, 1_000, 0.03);
      MaturingCount count = MaturingCount.of(arrived, 1_000, 2_000);
      held += count.low() <= arrived + toCome && arrived + toCome <= count.high() ? 1 : 0;
      above += arrived + toCome > count.high() ? 1 : 0;
    }
    assertThat((double) held / rounds).isBetween(0.78, 0.86);
    assertThat((double) above / rounds).isBetween(0.06, 0.12);
  }

  @Property(tries = 500)
  void the_ends_of_the_interval_are_the_smallest_counts_with_a_tenth_beyond(
      @ForAll @IntRange(min = 1, max = 300) int perThousand,
      @ForAll @DoubleRange(min = 1, max = 20) double overdispersion,
      @ForAll @IntRange(min = 0, max = 300) int arrived,
      @ForAll @IntRange(min = 0, max = 4_000) int matured,
      @ForAll @IntRange(min = 1, max = 3_000) int toCome) {
    Prior prior = Prior.around(perThousand / 1000.0);
    MaturingCount count =
        MaturingCount.of(arrived, matured, matured + toCome, overdispersion, prior);
    double mean = count.projected() - arrived;
    double spread = overdispersion * (1 + toCome / (matured + overdispersion * prior.clicks()));
    assertIsQuantile(count.low() - arrived, 0.1, mean, spread);
    assertIsQuantile(count.high() - arrived, 0.9, mean, spread);
  }

  /** Of the negative binomial distribution with a mean and a variance of so many means. */
  private static void assertIsQuantile(
      double count, double probability, double mean, double spread) {
    double failures = mean / (spread - 1);
    double log = -failures * Math.log(spread);
    double below = 0;
    for (int k = 0; k < count; k++) {
      below += Math.exp(log);
      log += Math.log((failures + k) / (k + 1) * (1 - 1 / spread));
    }
    assertThat(count).isEqualTo(Math.rint(count)).isNotNegative();
    assertThat(below).isLessThan(probability + 1e-9);
    assertThat(below + Math.exp(log)).isGreaterThanOrEqualTo(probability - 1e-9);
  }

  private static int draws(SplittableRandom random, int clicks, double rate) {
    int count = 0;
    for (int i = 0; i < clicks; i++) {
      count += random.nextDouble() < rate ? 1 : 0;
    }
    return count;
  }
}
