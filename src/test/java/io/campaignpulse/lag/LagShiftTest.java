package io.campaignpulse.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Conversions of a segment hour by hour, with the lags of the prior times a factor. */
class LagShiftTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int PER_HOUR = 40;
  private static final int FIVE_WEEKS = 5 * 168;

  @Test
  void lagsThatStayAreNoShift() {
    Segment segment = new Segment(1);
    assertThat(segment.run(FIVE_WEEKS, 1, PER_HOUR)).isEqualTo(-1);
  }

  @Test
  void lagsThreeTimesAsLongAreFoundWithinADayAndAHalf() {
    Segment segment = new Segment(2);
    segment.run(FIVE_WEEKS, 1, PER_HOUR);
    assertThat(segment.run(72, 3, PER_HOUR)).isBetween(24, 60);
  }

  @Test
  void lagsTwentyTimesAsLongAreFoundWithinADayAndAHalf() {
    Segment segment = new Segment(3);
    segment.run(FIVE_WEEKS, 1, PER_HOUR);
    assertThat(segment.run(72, 20, PER_HOUR)).isBetween(24, 60);
  }

  @Test
  void aWeakerDemandIsNoShift() {
    Segment segment = new Segment(4);
    segment.run(FIVE_WEEKS, 1, PER_HOUR);
    assertThat(segment.run(168, 1, PER_HOUR / 4)).isEqualTo(-1);
  }

  private static final class Segment {
    private final SplittableRandom random;
    private final LagCounts counts = new LagCounts();
    private final java.util.TreeMap<Long, java.util.List<long[]>> due = new java.util.TreeMap<>();
    private LagShift shift = LagShift.NONE;
    private long now = 500_000 * HOUR;

    Segment(long seed) {
      random = new SplittableRandom(seed);
    }

    /** Hours until a shift is found; −1 if none is. */
    int run(int hours, double factor, int perHour) {
      for (int hour = 0; hour < hours; hour++) {
        for (int i = 0; i < perHour; i++) {
          long click = now + random.nextLong(HOUR);
          long lag = (long) (factor * lag());
          due.computeIfAbsent(click + lag, t -> new java.util.ArrayList<>())
              .add(new long[] {click, lag});
        }
        now += HOUR;
        var arrived = due.headMap(now, true);
        arrived.values().forEach(all -> all.forEach(each -> counts.add(each[0], each[1], 1)));
        arrived.clear();
        LagCurve known = LagCounts.curve(java.util.List.of(counts), LagCurve.PRIOR, 50);
        shift = shift.with(counts.advance(now), hour < 24 ? LagCurve.PRIOR : known, now);
        if (shift.isFound()) {
          return hour;
        }
      }
      return -1;
    }

    private double lag() {
      double u = random.nextDouble();
      double mean = u < 0.6 ? HOUR / 4.0 : u < 0.85 ? 6.0 * HOUR : 48.0 * HOUR;
      return -mean * Math.log(1 - random.nextDouble());
    }
  }
}
