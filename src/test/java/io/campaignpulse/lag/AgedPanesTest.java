package io.campaignpulse.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgedPanesTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = 81_019 * 6 * HOUR;
  private static final LagCurve CURVE = LagCurve.PRIOR;

  /** A click a minute, of a cost that differs, each added in its minute. */
  private static AgedPanes watched(int minutes) {
    AgedPanes panes = new AgedPanes(2);
    for (int i = 0; i < minutes; i++) {
      panes.add(START + i * MINUTE, 0, 1);
      panes.add(START + i * MINUTE, 1, 1 + i % 7);
      panes.advance(START + (i + 1) * MINUTE);
    }
    return panes;
  }

  private static double matured(int minutes, long now) {
    double sum = 0;
    for (int i = 0; i < minutes; i++) {
      sum += AgedPanes.arrived(CURVE, START + i * MINUTE, now);
    }
    return sum;
  }

  @Test
  void ageing_loses_nothing_before_the_horizon() {
    AgedPanes panes = watched(6 * 1440);
    assertThat(panes.total(0)).isEqualTo(6 * 1440);
    assertThat(panes.total(1)).isCloseTo(6 * 1440 * 4.0, within(10.0));
    panes.advance(START + LagGrid.HORIZON);
    assertThat(panes.total(0)).isEqualTo(6 * 1440);
  }

  @Test
  void sums_of_a_stretch_do_not_depend_on_how_its_panes_have_aged() {
    AgedPanes panes = new AgedPanes(3);
    for (int hour = 0; hour < 13; hour++) {
      panes.add(START + hour * HOUR, 1, 10);
      panes.add(START + hour * HOUR, 2, hour);
    }
    long six = 6 * HOUR;
    for (long now : new long[] {START + 13 * HOUR, START + 10 * DAY}) {
      panes.advance(now);
      assertThat(panes.sums(six, 2, 1).keySet())
          .containsExactly(START, START + six, START + 2 * six);
      assertThat(panes.sums(six, 2, 1).get(START)).containsExactly(15, 60);
      assertThat(panes.sums(six, 2, 1).get(START + 2 * six)).containsExactly(12, 10);
    }
  }

  @Test
  void what_is_older_than_the_horizon_drops_out() {
    AgedPanes panes = watched(1440);
    panes.advance(START + LagGrid.HORIZON + 2 * DAY);
    assertThat(panes.total(0)).isZero();
    assertThat(panes.isEmpty()).isTrue();
    panes.add(START, 0, 5);
    assertThat(panes.isEmpty()).isTrue();
  }

  @Test
  void wide_panes_mature_as_the_minutes_they_hold() {
    AgedPanes panes = watched(6 * 1440);
    long now = START + 6 * DAY;
    assertThat(panes.matured(CURVE, 0, now)).isCloseTo(matured(6 * 1440, now), within(0.01));
  }

  @Test
  void a_month_of_clicks_takes_a_bounded_number_of_panes() {
    AgedPanes panes = watched(32 * 1440);
    assertThat(panes.toArray().length).isLessThan(3 + 3 * 270);
  }

  @Property(tries = 200)
  void a_gain_is_what_matures_in_between(
      @ForAll @IntRange(min = 1, max = 5_000) int minutes,
      @ForAll @IntRange(min = 0, max = 3_000) int later) {
    AgedPanes panes = watched(minutes);
    long from = START + minutes * MINUTE;
    long to = from + later * MINUTE;
    assertThat(panes.gain(CURVE, 1, from, to))
        .isCloseTo(panes.matured(CURVE, 1, to) - panes.matured(CURVE, 1, from), within(1e-6));
  }

  @Test
  void gains_minute_by_minute_add_up_to_what_has_matured() {
    AgedPanes panes = new AgedPanes(1);
    SplittableRandom random = new SplittableRandom(3);
    double gained = 0;
    int minutes = 4 * 1440;
    for (int i = 0; i < minutes; i++) {
      panes.add(START + i * MINUTE, 0, random.nextInt(4));
      long to = START + (i + 1) * MINUTE;
      panes.advance(to);
      gained += panes.gain(CURVE, 0, to - MINUTE, to);
    }
    double matured = panes.matured(CURVE, 0, START + minutes * MINUTE);
    assertThat(gained).isCloseTo(matured, within(0.002 * matured));
  }

  @Property(tries = 100)
  void what_series_share_at_a_tick_is_what_each_would_work_out_to_the_last_bit(
      @ForAll @IntRange(min = 1, max = 15_000) int minutes,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll @IntRange(min = -20, max = 15_000) int before) {
    AgedPanes panes = watched(minutes);
    TickWeights shared = new TickWeights();
    long tick = START + minutes * MINUTE;
    long until = tick - before * MINUTE / 2;
    long length = step * MINUTE;
    for (long to = tick; to < tick + 3 * length; to += length) {
      panes.advance(to);
      long from = to - length;
      for (int column = 0; column < 2; column++) {
        assertThat(shared.gain(panes, CURVE, column, from, to))
            .isEqualTo(panes.gain(CURVE, column, from, to));
        assertThat(shared.matured(panes, CURVE, column, to, until))
            .isEqualTo(panes.matured(CURVE, column, to, until));
      }
    }
    // A tick gone by, as after a restart.
    assertThat(shared.gain(panes, CURVE, 1, tick, tick - MINUTE))
        .isEqualTo(panes.gain(CURVE, 1, tick, tick - MINUTE));
    assertThat(shared.matured(panes, CURVE, 1, tick - MINUTE, until))
        .isEqualTo(panes.matured(CURVE, 1, tick - MINUTE, until));
  }

  @Test
  void clicks_of_a_time_that_brings_less_mature_to_less() {
    AgedPanes panes = watched(600);
    long tick = START + 600 * MINUTE;
    long noon = START + 300 * MINUTE;
    panes.advance(tick);
    double before = panes.matured(CURVE, 0, tick, noon);
    double all = panes.matured(CURVE, 0, tick);
    double factored =
        new TickWeights()
            .matured(panes, CURVE, 0, tick, Long.MAX_VALUE, (from, end) -> end <= noon ? 0.25 : 1);
    assertThat(factored).isCloseTo(all - 0.75 * before, within(1e-9 * all));
  }

  @Property(tries = 50)
  void totals_are_those_of_each_column(
      @ForAll @IntRange(min = 1, max = 15_000) int minutes,
      @ForAll @IntRange(min = -10, max = 15_000) int before) {
    AgedPanes panes = watched(minutes);
    long until = START + minutes * MINUTE - before * MINUTE / 2;
    assertThat(panes.totals(until)).containsExactly(panes.total(0, until), panes.total(1, until));
  }

  @Test
  void gains_of_another_tick_are_refused() {
    AgedPanes panes = watched(10);
    PaneWeights gains = PaneWeights.gains(CURVE, START + 10 * MINUTE, START + 11 * MINUTE);
    assertThatThrownBy(() -> panes.weighted(gains, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_late_addition_catches_up_by_the_share_that_has_arrived() {
    AgedPanes intime = watched(600);
    AgedPanes late = watched(600);
    long from = START + 600 * MINUTE;
    long missed = START + 100 * MINUTE;
    intime.add(missed, 0, 10);
    double before = late.matured(CURVE, 0, from);
    late.add(missed, 0, 10);
    double catchUp = 10 * AgedPanes.arrived(CURVE, missed, from);
    assertThat(before + catchUp).isCloseTo(intime.matured(CURVE, 0, from), within(0.05));
    assertThat(late.gain(CURVE, 0, from, from + HOUR))
        .isCloseTo(intime.gain(CURVE, 0, from, from + HOUR), within(1e-9));
  }

  @Test
  void only_what_is_before_an_instant_counts() {
    AgedPanes panes = watched(1440);
    long until = START + 1200 * MINUTE;
    long now = START + DAY;
    assertThat(panes.total(0, until)).isCloseTo(1200, within(1e-6));
    assertThat(panes.matured(CURVE, 0, now, until)).isCloseTo(matured(1200, now), within(0.1));
    assertThat(panes.gain(CURVE, 0, now, now + HOUR, until))
        .isCloseTo(matured(1200, now + HOUR) - matured(1200, now), within(0.1));
    assertThat(panes.total(0, START)).isZero();
  }

  @Test
  void corrections_may_take_back() {
    AgedPanes panes = watched(1440);
    panes.add(START + 5 * MINUTE, 1, -1000);
    assertThat(panes.total(1)).isCloseTo(1440 * 4.0 - 1000, within(10.0));
    assertThat(panes.total(0)).isEqualTo(1440);
  }

  @Test
  void what_is_ahead_of_the_tick_waits() {
    AgedPanes panes = watched(10);
    long now = START + 10 * MINUTE;
    panes.add(now + 3 * MINUTE, 0, 1);
    assertThat(panes.total(0)).isEqualTo(11);
    assertThat(panes.matured(CURVE, 0, now)).isCloseTo(matured(10, now), within(1e-9));
    assertThat(panes.weighted(PaneWeights.gains(CURVE, now - MINUTE, now), 0))
        .isCloseTo(panes.gain(CURVE, 0, now - MINUTE, now), within(1e-9));
  }

  @Test
  void panes_survive_their_array() {
    AgedPanes panes = watched(3_000);
    AgedPanes restored = AgedPanes.fromArray(panes.toArray());
    assertThat(restored).isEqualTo(panes);
    panes.advance(START + 5 * DAY);
    restored.advance(START + 5 * DAY);
    restored.add(START + 5 * DAY, 0, 1);
    panes.add(START + 5 * DAY, 0, 1);
    assertThat(restored).isEqualTo(panes);
    AgedPanes empty = new AgedPanes(3);
    assertThat(AgedPanes.fromArray(empty.toArray())).isEqualTo(empty);
  }

  @Test
  void a_copy_goes_its_own_way() {
    AgedPanes panes = watched(100);
    AgedPanes copy = panes.copy();
    assertThat(copy).isEqualTo(panes);
    copy.add(START + 100 * MINUTE, 0, 1);
    copy.add(START + 99 * MINUTE, 0, 1);
    assertThat(panes).isEqualTo(watched(100));
  }
}
