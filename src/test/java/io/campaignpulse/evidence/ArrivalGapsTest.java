package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Conversions of a steady stream of clicks, minute by minute. */
class ArrivalGapsTest {

  private static final double MINUTE = 1.0 / 10_080;

  @Test
  void everyMinuteOfExposureCountsForTheRate() {
    // One in an hour: the rate by the minutes in which one came would be sixty times as high.
    ArrivalGaps gaps = ArrivalGaps.NONE;
    for (int minute = 1; minute <= 60 * 100; minute++) {
      gaps = gaps.with(minute % 60 == 0 ? 1 : 0, 1, MINUTE);
    }
    for (int minute = 0; minute < 60; minute++) {
      gaps = gaps.with(0, 1, MINUTE);
    }
    assertThat(gaps.expected()).isCloseTo(1, within(0.02));
  }

  @Test
  void aSoundSeriesIsTakenForStoppedInOneWeekOfAHundred() {
    SplittableRandom random = new SplittableRandom(7);
    int stopped = 0;
    for (int series = 0; series < 60; series++) {
      for (double perHour : new double[] {0.5, 5}) {
        ArrivalGaps gaps = run(random, ArrivalGaps.NONE, perHour, 5 * 10_080, null);
        boolean[] found = new boolean[1];
        run(random, gaps, perHour, 10_080, found);
        stopped += found[0] ? 1 : 0;
      }
    }
    assertThat(stopped).isLessThanOrEqualTo(4);
  }

  @Test
  void arrivalsThatStopAreFoundWhenTheGapCannotBeChance() {
    SplittableRandom random = new SplittableRandom(8);
    for (double perHour : new double[] {0.5, 5, 50}) {
      int inTime = 0;
      for (int series = 0; series < 40; series++) {
        ArrivalGaps gaps = run(random, ArrivalGaps.NONE, perHour, 4 * 10_080, null);
        double expected = 0;
        while (!gaps.isStopped(1, 1)) {
          gaps = gaps.with(0, 1, MINUTE);
          expected += perHour / 60;
        }
        inTime += expected <= Math.log(perHour * 168 / 0.01) + 1.5 ? 1 : 0;
      }
      assertThat(inTime).as("of 40 series with %s an hour", perHour).isGreaterThanOrEqualTo(34);
    }
  }

  @Test
  void aLowerButSteadyRateIsDemand() {
    SplittableRandom random = new SplittableRandom(9);
    int stopped = 0;
    for (int series = 0; series < 40; series++) {
      ArrivalGaps gaps = run(random, ArrivalGaps.NONE, 5, 4 * 10_080, null);
      // It takes some ten expected arrivals until a new rate shows.
      gaps = run(random, gaps, 2.5, 5 * 60, null);
      boolean[] found = new boolean[1];
      run(random, gaps, 1.5, 4 * 1_440, found);
      stopped += found[0] ? 1 : 0;
    }
    assertThat(stopped).isLessThanOrEqualTo(4);
  }

  @Test
  void whoHadFewArrivalsHasNoRate() {
    ArrivalGaps gaps = ArrivalGaps.NONE;
    for (int minute = 0; minute < 29; minute++) {
      gaps = gaps.with(1, 1, MINUTE);
    }
    for (int minute = 0; minute < 1_000; minute++) {
      gaps = gaps.with(0, 1, MINUTE);
    }
    assertThat(gaps.isStopped(1, 1)).isFalse();
  }

  private static ArrivalGaps run(
      SplittableRandom random,
      ArrivalGaps from,
      double perHour,
      int minutes,
      boolean @Nullable [] found) {
    ArrivalGaps gaps = from;
    for (int minute = 0; minute < minutes; minute++) {
      int count = 0;
      for (double at = -Math.log(1 - random.nextDouble());
          at < perHour / 60;
          at -= Math.log(1 - random.nextDouble())) {
        count++;
      }
      gaps = gaps.with(count, 1, MINUTE);
      if (found != null) {
        found[0] |= gaps.isStopped(1, 1);
      }
    }
    return gaps;
  }
}
