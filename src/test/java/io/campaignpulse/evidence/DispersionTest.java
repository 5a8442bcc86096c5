package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DispersionTest {

  private static final double VARIATION = 0.15;
  private static final int WEEKS = 5;
  private static final int BUCKETS = WEEKS * 28;
  private static final double[] VOLUMES = {3, 10, 40, 150};

  @Test
  void chanceAloneIsNoScatter() {
    Dispersion plain = Dispersion.of(portfolio(1, 40, random -> bucket -> 1), VARIATION);
    for (double volume : VOLUMES) {
      assertThat(plain.phi(Scatter.NONE, volume)).isCloseTo(1, within(0.12 + volume / 100));
    }
    assertThat(plain.ofClumps()).isCloseTo(1, within(0.1));
  }

  @Test
  void daysOfTheirOwnLevelAreSeenThoughNeighbouringHoursAreAlike() {
    Dispersion days =
        Dispersion.of(
            portfolio(
                2,
                40,
                random -> {
                  double[] levels = new double[BUCKETS / 4];
                  for (int day = 0; day < levels.length; day++) {
                    levels[day] = Math.exp(0.25 * random.nextGaussian() - 0.03125);
                  }
                  return bucket -> levels[bucket / 4];
                }),
            VARIATION);
    // A day of 600 orders has a variance of 600 + .0625 · 600².
    assertThat(days.phi(Scatter.NONE, 150)).isBetween(25.0, 50.0);
    assertThat(days.phi(Scatter.NONE, ScatterScale.SIX_HOURS, 150)).isLessThan(12);
  }

  @Test
  void clumpsScatterAlikeAtEveryVolume() {
    Dispersion clumps = Dispersion.of(portfolio(3, 40, random -> bucket -> 1, 3), VARIATION);
    // Geometric clumps of 3 on average: E[k²] ÷ E[k] = 5.
    assertThat(clumps.phi(Scatter.NONE, 3)).isCloseTo(5, within(1.2));
    assertThat(clumps.phi(Scatter.NONE, 150)).isBetween(4.0, 8.0);
    assertThat(clumps.ofClumps()).isCloseTo(5, within(1.2));
  }

  @Test
  void aSeriesOfItsOwnKindIsKnownByItsOwnCounts() {
    Dispersion plain = Dispersion.of(portfolio(4, 40, random -> bucket -> 1), VARIATION);
    Scatter clumped = series(new SplittableRandom(5), 40, bucket -> 1, 3);
    assertThat(plain.phi(clumped, 40)).isGreaterThan(3);
  }

  @Test
  void aHoleIsNoPair() {
    Scatter scatter = Scatter.NONE.with(0, 10, 10).with(4, 100, 10).with(8, 10, 10);
    assertThat(scatter.sums().get(ScatterScale.SIX_HOURS, ScatterSums.PAIRS)).isZero();
  }

  @Test
  void beforeAnythingIsKnownDaysDifferByFifteenPercent() {
    assertThat(Dispersion.of(ScatterSums.NONE, VARIATION).phi(Scatter.NONE, 25))
        .isCloseTo(1 + 0.0225 * 100, within(1e-9));
  }

  private interface Course {
    IntToDoubleFunction of(SplittableRandom random);
  }

  private static ScatterSums portfolio(long seed, int series, Course course) {
    return portfolio(seed, series, course, 1);
  }

  private static ScatterSums portfolio(long seed, int series, Course course, int clump) {
    SplittableRandom random = new SplittableRandom(seed);
    ScatterSums sums = ScatterSums.NONE;
    for (int i = 0; i < series; i++) {
      double volume = VOLUMES[i % VOLUMES.length];
      sums = sums.plus(series(random, volume, course.of(random), clump).sums());
    }
    return sums;
  }

  private static Scatter series(
      SplittableRandom random, double volume, IntToDoubleFunction level, int clump) {
    Scatter scatter = Scatter.NONE;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int buyers = poisson(random, volume * level.applyAsDouble(bucket) / clump);
      int count = 0;
      for (int buyer = 0; buyer < buyers; buyer++) {
        count++;
        while (clump > 1 && random.nextDouble() > 1.0 / clump) {
          count++;
        }
      }
      scatter = scatter.with(bucket, count, volume);
    }
    return scatter;
  }

  private static int poisson(SplittableRandom random, double mean) {
    int count = 0;
    for (double at = -Math.log(1 - random.nextDouble());
        at < mean;
        at -= Math.log(1 - random.nextDouble())) {
      count++;
    }
    return count;
  }
}
