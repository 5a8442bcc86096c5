package io.campaignpulse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.ingest.CurveText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlanCurveTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** A Monday. */
  private static final long START = time("2026-03-02T00:00:00+01:00");

  private static long time(String iso) {
    return java.time.OffsetDateTime.parse(iso).toInstant().toEpochMilli();
  }

  private static PlanCurve points(String text, long start, long end) {
    return PlanCurve.of(
        CurveText.parse("curve", text), start, end, PortfolioShape.unlearned(), BERLIN, true);
  }

  private static PlanCurve learned(double[] weights, double peak, long start, long end) {
    PortfolioShape shape = new PortfolioShape(HourOfWeekProfile.of(weights), peak);
    return PlanCurve.of(CurveText.LEARNED, start, end, shape, BERLIN, true);
  }

  /** By day from 8 to 20 o'clock all is done, at night nothing. */
  private static double[] days() {
    double[] weights = new double[HourOfWeekProfile.HOURS];
    for (int hour = 0; hour < weights.length; hour++) {
      weights[hour] = hour % 24 >= 8 && hour % 24 < 20 ? 1 : 0;
    }
    return weights;
  }

  @Test
  void linear_runs_with_the_clock() {
    PlanCurve curve = points("LINEAR", START, START + 10 * DAY);
    assertThat(curve.share(START - 1)).isZero();
    assertThat(curve.share(START)).isZero();
    assertThat(curve.share(START + 3 * DAY)).isCloseTo(0.3, within(1e-12));
    assertThat(curve.share(START + 10 * DAY)).isEqualTo(1);
    assertThat(curve.share(START + 11 * DAY)).isEqualTo(1);
    assertThat(curve.instant(0.3)).isEqualTo(START + 3 * DAY);
    assertThat(curve.instant(-1)).isEqualTo(START);
    assertThat(curve.instant(2)).isEqualTo(START + 10 * DAY);
  }

  @Test
  void points_are_met_and_joined() {
    PlanCurve curve = points("0.2:0.5,0.6:0.5,1:1", START, START + 10 * DAY);
    assertThat(curve.share(START + DAY)).isCloseTo(0.25, within(1e-12));
    assertThat(curve.share(START + 2 * DAY)).isEqualTo(0.5);
    assertThat(curve.share(START + 5 * DAY)).isEqualTo(0.5);
    assertThat(curve.share(START + 8 * DAY)).isCloseTo(0.75, within(1e-12));
    assertThat(curve.instant(0.5)).as("the earliest").isEqualTo(START + 2 * DAY);
    assertThat(curve.instant(0.75)).isEqualTo(START + 8 * DAY);
  }

  @Test
  void a_learned_curve_stands_still_at_night() {
    PlanCurve curve = learned(days(), 1, START, START + 2 * DAY);
    assertThat(curve.share(START + 8 * HOUR)).isZero();
    assertThat(curve.share(START + 14 * HOUR)).isCloseTo(0.25, within(1e-12));
    assertThat(curve.share(START + 20 * HOUR)).isCloseTo(0.5, within(1e-12));
    assertThat(curve.share(START + 30 * HOUR)).isCloseTo(0.5, within(1e-12));
    assertThat(curve.instant(0.25)).isEqualTo(START + 14 * HOUR);
    assertThat(curve.instant(0.5)).as("the earliest").isEqualTo(START + 20 * HOUR);
    assertThat(curve.instant(0.75)).isEqualTo(START + DAY + 14 * HOUR);
  }

  @Test
  void the_first_day_weighs_its_peak() {
    double[] flat = new double[HourOfWeekProfile.HOURS];
    Arrays.fill(flat, 7);
    PlanCurve curve = learned(flat, 3, START, START + 4 * DAY);
    assertThat(curve.share(START + DAY)).isCloseTo(0.5, within(1e-12));
    assertThat(curve.share(START + 2 * DAY)).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(curve.instant(0.25)).isEqualTo(START + DAY / 2);
    assertThat(curve.instant(5 / 6.0)).isBetween(START + 3 * DAY, START + 3 * DAY + 1);
    PlanCurve withoutPeak =
        PlanCurve.of(
            CurveText.LEARNED,
            START,
            START + 4 * DAY,
            new PortfolioShape(HourOfWeekProfile.flat(), 3),
            BERLIN,
            false);
    assertThat(withoutPeak.share(START + DAY)).isCloseTo(0.25, within(1e-12));
  }

  /** Clocks go forward on 2026-03-29 at 2 and back on 2026-10-25 at 3. */
  @Test
  void local_hours_keep_their_weight_when_clocks_change() {
    double[] early = new double[HourOfWeekProfile.HOURS];
    int sunday = 6 * 24;
    early[sunday + 2] = 1;
    early[sunday + 12] = 1;
    PlanCurve spring =
        learned(early, 1, time("2026-03-29T00:00:00+01:00"), time("2026-03-30T00:00:00+02:00"));
    assertThat(spring.share(time("2026-03-29T12:00:00+02:00"))).isZero();
    assertThat(spring.share(time("2026-03-29T12:30:00+02:00"))).isCloseTo(0.5, within(1e-9));
    PlanCurve autumn =
        learned(early, 1, time("2026-10-25T00:00:00+02:00"), time("2026-10-26T00:00:00+01:00"));
    assertThat(autumn.share(time("2026-10-25T03:00:00+02:00"))).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(autumn.share(time("2026-10-25T03:00:00+01:00"))).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(autumn.instant(0.5)).isEqualTo(time("2026-10-25T02:30:00+01:00"));
    assertThat(autumn.share(time("2026-10-25T12:30:00+01:00"))).isCloseTo(5 / 6.0, within(1e-9));
  }

  @Test
  void a_period_without_any_business_runs_with_the_clock() {
    PlanCurve night = learned(days(), 1, START, START + 8 * HOUR);
    assertThat(night.share(START + 2 * HOUR)).isEqualTo(0.25);
    assertThat(night.instant(0.25)).isEqualTo(START + 2 * HOUR);
  }

  /** The reference: hour by hour of local time, summed. */
  @Property(tries = 100)
  void a_learned_curve_is_the_sum_of_its_hours(
      @ForAll @Size(168) List<@IntRange(min = 0, max = 9) Integer> weights,
      @ForAll @LongRange(min = 0, max = 400) long startDay,
      @ForAll @LongRange(min = 1, max = 1000) long hours,
      @ForAll @DoubleRange(min = 0.3, max = 4) double peak) {
    weights = new ArrayList<>(weights);
    weights.replaceAll(weight -> weight + 1);
    double[] ofWeek = weights.stream().mapToDouble(Integer::doubleValue).toArray();
    long start = START + startDay * DAY;
    PlanCurve curve = learned(ofWeek, peak, start, start + hours * HOUR);
    double[] until = new double[(int) hours + 1];
    for (int hour = 0; hour < hours; hour++) {
      var local = Instant.ofEpochMilli(start + hour * HOUR).atZone(BERLIN);
      int of = (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
      until[hour + 1] = until[hour] + ofWeek[of] * (hour < 24 ? peak : 1);
    }
    for (int hour = 0; hour <= hours; hour++) {
      assertThat(curve.share(start + hour * HOUR))
          .isCloseTo(until[hour] / until[(int) hours], within(1e-9));
    }
  }

  @Property(tries = 300)
  void the_inverse_leads_back(
      @ForAll @Size(168) List<@IntRange(min = 0, max = 3) Integer> weights,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @LongRange(min = 60_000, max = 5_000_000_000L) long length) {
    double[] ofWeek = weights.stream().mapToDouble(Integer::doubleValue).toArray();
    ofWeek[11] += 1;
    for (PlanCurve curve :
        List.of(
            learned(ofWeek, 2.5, START, START + length),
            points("0.1,0.1,0.7,1", START, START + length))) {
      long instant = curve.instant(share);
      assertThat(instant).isBetween(START, START + length);
      assertThat(curve.share(instant)).isGreaterThanOrEqualTo(share - 1e-9);
      if (instant > START + 1) {
        assertThat(curve.share(instant - 2)).isLessThanOrEqualTo(share + 1e-9);
      }
    }
  }

  @Property(tries = 200)
  void shares_never_fall(
      @ForAll @Size(168) List<@IntRange(min = 0, max = 3) Integer> weights,
      @ForAll @Size(20) List<@LongRange(min = 0, max = 3_000_000_000L) Long> offsets) {
    double[] ofWeek = weights.stream().mapToDouble(Integer::doubleValue).toArray();
    ofWeek[100] += 1;
    PlanCurve curve = learned(ofWeek, 2, START, START + 2_500_000_000L);
    List<Long> sorted = new ArrayList<>(offsets);
    Collections.sort(sorted);
    double last = 0;
    for (long offset : sorted) {
      double share = curve.share(START + offset);
      assertThat(share).isBetween(last, 1.0);
      last = share;
    }
  }
}
