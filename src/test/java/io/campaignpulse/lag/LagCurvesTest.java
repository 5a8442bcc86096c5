package io.campaignpulse.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LagCurvesTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = 1_750_000_020_000L;

  private record Conversion(long click, long lag) {}

  /** Conversions of clicks spread over days, in the order of their arrival. */
  private static List<Conversion> conversions(int count, int days, long meanLag, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Conversion> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long lag = Math.round(-meanLag * Math.log(1 - random.nextDouble()));
      all.add(new Conversion(START + random.nextLong(days * DAY), lag));
    }
    all.sort((a, b) -> Long.compare(a.click + a.lag, b.click + b.lag));
    return all;
  }

  private static LagCounts seen(List<Conversion> conversions, long until) {
    LagCounts counts = new LagCounts();
    counts.advance(START);
    long tick = START;
    for (Conversion conversion : conversions) {
      long arrival = conversion.click + conversion.lag;
      if (arrival > until) {
        break;
      }
      for (; tick + MINUTE <= arrival; tick += MINUTE) {
        counts.advance(tick + MINUTE);
      }
      counts.add(conversion.click, conversion.lag, 1);
    }
    counts.advance(until);
    return counts;
  }

  private static LagCurve learned(LagCounts counts) {
    return LagCurves.of(Map.of(new LagSegment("EMAIL", "PURCHASE"), counts))
        .curve("EMAIL", "PURCHASE");
  }

  @Test
  void before_any_conversion_every_segment_has_the_prior() {
    assertThat(LagCurves.NONE.curve("EMAIL", "PURCHASE")).isEqualTo(LagCurve.PRIOR);
    LagCurve unseen = learned(new LagCounts());
    for (int edge = 0; edge <= LagGrid.BUCKETS; edge++) {
      assertThat(unseen.shares()[edge]).isCloseTo(LagCurve.PRIOR.shares()[edge], within(1e-12));
    }
  }

  @Test
  void lags_of_young_clicks_are_not_taken_for_short() {
    long meanLag = 12 * HOUR;
    // Most clicks are younger than two days, so that arrivals alone would give .60 by 8 hours.
    LagCurve young = learned(seen(conversions(40_000, 2, meanLag, 7), START + 2 * DAY));
    LagCurve old = learned(seen(conversions(40_000, 30, meanLag, 7), START + 32 * DAY));
    for (long age : List.of(HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR)) {
      double truth = 1 - Math.exp(-(double) age / meanLag);
      assertThat(young.share(age) / young.share(DAY))
          .isCloseTo(truth / (1 - Math.exp(-2.0)), within(0.02));
      assertThat(old.share(age)).isCloseTo(truth, within(0.012));
    }
  }

  @Test
  void a_curve_follows_its_segment_the_more_conversions_it_has_seen() {
    double truth = 1 - Math.exp(-8.0 / 48);
    double few = learned(seen(conversions(50, 5, 2 * DAY, 3), START + 20 * DAY)).share(8 * HOUR);
    double many =
        learned(seen(conversions(5_000, 5, 2 * DAY, 3), START + 20 * DAY)).share(8 * HOUR);
    assertThat(few).isBetween(truth + 0.1, LagCurve.PRIOR.share(8 * HOUR) - 0.1);
    assertThat(many).isCloseTo(truth, within(0.03));
  }

  @Test
  void a_segment_without_conversions_of_its_own_follows_its_type() {
    LagCounts counts = seen(conversions(5_000, 5, 2 * DAY, 3), START + 20 * DAY);
    LagCurves curves =
        LagCurves.of(
            Map.of(
                new LagSegment("EMAIL", "LEAD"),
                counts,
                new LagSegment("SOCIAL", "LEAD"),
                new LagCounts()));
    assertThat(curves.curve("SEARCH", "LEAD")).isEqualTo(curves.types().get("LEAD"));
    assertThat(curves.curve("SOCIAL", "LEAD").share(8 * HOUR))
        .isCloseTo(curves.curve("SEARCH", "LEAD").share(8 * HOUR), within(1e-12));
    assertThat(curves.curve("EMAIL", "PURCHASE")).isEqualTo(LagCurve.PRIOR);
  }

  @Test
  void the_order_of_arrivals_within_a_tick_makes_no_difference() {
    List<Conversion> forwards = conversions(500, 1, 10 * MINUTE, 5);
    List<Conversion> backwards = new ArrayList<>(forwards);
    Collections.reverse(backwards);
    LagCounts one = new LagCounts();
    LagCounts other = new LagCounts();
    one.advance(START + DAY);
    other.advance(START + DAY);
    forwards.forEach(c -> one.add(c.click, c.lag, 1));
    backwards.forEach(c -> other.add(c.click, c.lag, 1));
    one.advance(START + 2 * DAY);
    other.advance(START + 2 * DAY);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void a_conversion_taken_back_leaves_nothing() {
    LagCounts counts = new LagCounts();
    counts.advance(START);
    LagCounts without = LagCounts.fromArray(counts.toArray());
    counts.add(START - HOUR, 20 * MINUTE, 1);
    counts.advance(START + 10 * MINUTE);
    without.advance(START + 10 * MINUTE);
    assertThat(counts).isNotEqualTo(without);
    counts.add(START - HOUR, 20 * MINUTE, -1);
    counts.advance(START + DAY);
    without.advance(START + DAY);
    for (int i = 0; i < counts.toArray().length; i++) {
      assertThat(counts.toArray()[i]).isCloseTo(without.toArray()[i], within(1e-3));
    }
  }

  @Test
  void a_conversion_counts_half_after_the_half_life() {
    LagCounts counts = new LagCounts();
    counts.advance(START + DAY);
    counts.add(START, 30_000, 8);
    assertThat(counts.weight()).isEqualTo(8);
    counts.advance(START + DAY + LagCounts.HALF_LIFE);
    assertThat(counts.weight()).isCloseTo(4, within(1e-9));
  }

  @Test
  void counts_survive_their_array() {
    LagCounts counts = seen(conversions(500, 2, HOUR, 5), START + DAY);
    LagCounts restored = LagCounts.fromArray(counts.toArray());
    assertThat(restored).isEqualTo(counts);
    counts.advance(START + 5 * DAY);
    restored.advance(START + 5 * DAY);
    assertThat(learned(restored)).isEqualTo(learned(counts));
  }

  @Test
  void conversions_beyond_the_horizon_count_nowhere() {
    LagCounts counts = new LagCounts();
    counts.advance(START);
    LagCounts before = LagCounts.fromArray(counts.toArray());
    counts.add(START - LagGrid.HORIZON - HOUR, LagGrid.HORIZON + 1, 1);
    assertThat(counts).isEqualTo(before);
  }
}
