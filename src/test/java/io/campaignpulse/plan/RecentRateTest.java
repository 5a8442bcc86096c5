package io.campaignpulse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.ingest.CurveText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecentRateTest {

  private static List<ProgressStep> days(double share, double... amounts) {
    List<ProgressStep> steps = new ArrayList<>();
    for (double amount : amounts) {
      steps.add(new ProgressStep(share, amount, 1));
    }
    return steps;
  }

  private static List<ProgressStep> hours(double share, int hours, double amount) {
    return new ArrayList<>(Collections.nCopies(hours, new ProgressStep(share, amount, 1 / 24.0)));
  }

  private static RecentRate units(List<ProgressStep> past, double goal) {
    return RecentRate.of(past, goal, PlanMeasure.UNITS, FirstDay.ORDINARY);
  }

  private static double width(Forecast forecast) {
    return forecast.quantile(0.9) - forecast.quantile(0.1);
  }

  @Test
  void before_any_data_the_plan_is_expected_and_the_interval_is_wide() {
    Forecast forecast = units(List.of(), 200).forecast(1, 30);
    assertThat(forecast.mean()).isCloseTo(200, within(1e-9));
    assertThat(forecast.quantile(0.1)).isLessThan(80);
    assertThat(forecast.quantile(0.9)).isGreaterThan(350);
    assertThat(forecast.probabilityAtLeast(200)).isBetween(0.3, 0.6);
  }

  @Test
  void what_has_come_replaces_the_plan() {
    Forecast forecast = units(hours(0.5 / 240, 240, 3), 200).forecast(0.5, 10);
    assertThat(forecast.mean()).isCloseTo(720, within(35.0));
    assertThat(width(forecast)).isBetween(50.0, 400.0);
    assertThat(forecast.probabilityAtLeast(200)).isGreaterThan(0.999);
  }

  @Test
  void nothing_sold_yet_lowers_the_rate_the_more_was_planned() {
    double last = 200;
    for (int days = 1; days <= 8; days++) {
      double rate = units(days(0.1, new double[days]), 200).perShare();
      assertThat(rate).isPositive().isLessThan(last);
      last = rate;
    }
    assertThat(last).isLessThan(10);
    assertThat(units(days(0.1, 0, 0, 0, 0), 3).perShare()).as("few were planned").isGreaterThan(1);
  }

  @Test
  void recent_days_count_more() {
    double up = units(days(0.05, 10, 10, 10, 10, 30, 30, 30, 30), 400).perShare();
    double down = units(days(0.05, 30, 30, 30, 30, 10, 10, 10, 10), 400).perShare();
    assertThat(up).isBetween(420.0, 600.0);
    assertThat(down).isBetween(200.0, 380.0);
    double sure = units(days(0.05, 100, 100, 100, 100, 300, 300, 300, 300), 4000).perShare();
    assertThat(sure).as("with more sold a change shows sooner").isBetween(10.2 * up, 6000.0);
  }

  @Test
  void time_without_stock_is_no_weak_demand() {
    List<ProgressStep> sold = days(0.1, 20, 20, 20);
    sold.addAll(days(0, 0, 0));
    assertThat(units(sold, 200).perShare()).isCloseTo(200, within(1e-6));
    List<ProgressStep> unsold = days(0.1, 20, 20, 20, 0, 0);
    assertThat(units(unsold, 200).perShare()).isLessThan(160);
  }

  @Test
  void a_longer_way_to_go_and_scattered_days_make_wider_intervals() {
    RecentRate even = units(days(0.02, 100, 104, 97, 101, 98, 103, 99, 100), 5000);
    RecentRate scattered = units(days(0.02, 40, 180, 60, 150, 30, 170, 90, 80), 5000);
    assertThat(width(scattered.forecast(0.2, 10))).isGreaterThan(2 * width(even.forecast(0.2, 10)));
    assertThat(width(even.forecast(0.2, 30))).isGreaterThan(width(even.forecast(0.2, 10)));
    assertThat(width(even.forecast(0.4, 10))).isGreaterThan(width(even.forecast(0.2, 10)));
  }

  @Test
  void nothing_remains_when_nothing_is_planned_any_more() {
    Forecast forecast = units(days(0.5, 20, 30), 50).forecast(0, 0);
    assertThat(forecast.mean()).isZero();
    assertThat(forecast.quantile(0.9)).isZero();
    assertThat(forecast.probabilityAtLeast(1)).isZero();
  }

  @Test
  void returns_lower_the_rate_but_never_below_nothing() {
    RecentRate rate = units(days(0.1, 5, -3, -6, 2, -9), 50);
    assertThat(rate.perShare()).isBetween(0.0, 20.0);
    assertThat(rate.forecast(0.5, 5).quantile(0.1)).isNotNegative();
  }

  @Test
  void a_plan_without_a_goal_follows_what_comes() {
    assertThat(units(days(0.1, 10, 10, 10), 0).perShare()).isCloseTo(100, within(1e-6));
    assertThat(units(List.of(), 0).forecast(1, 10).mean()).isZero();
  }

  @Test
  void the_first_day_of_a_promotion_tells_less() {
    PortfolioShape shape = new PortfolioShape(HourOfWeekProfile.flat(), 2);
    FirstDay learned = FirstDay.of(true, CurveText.LEARNED, shape);
    FirstDay even = FirstDay.of(true, CurveText.LINEAR, shape);
    List<ProgressStep> first = hours(0.1 / 24, 24, 5);
    RecentRate ordinary = units(first, 600);
    RecentRate planned = RecentRate.of(first, 600, PlanMeasure.UNITS, learned);
    RecentRate peaked = RecentRate.of(first, 600, PlanMeasure.UNITS, even);
    assertThat(planned.perShare()).isEqualTo(ordinary.perShare());
    assertThat(width(planned.forecast(0.9, 9)))
        .isGreaterThan(1.1 * width(ordinary.forecast(0.9, 9)));
    assertThat(peaked.perShare()).isCloseTo(600, within(60.0));
    RecentRate half = RecentRate.of(hours(0.05 / 12, 12, 5), 600, PlanMeasure.UNITS, even);
    assertThat(half.forecast(0.05, 0.5).mean())
        .as("the rest of the first day still has its peak")
        .isCloseTo(2 * half.forecast(0.05, 10).mean() * 0.05 / (0.05 + 0.05 * 0.05), within(2.0));
  }

  @Test
  void money_is_not_whole_and_its_scale_does_not_matter() {
    double[] euros = {120.5, 80.25, 130, 99.75, 101, 70};
    double[] cents = new double[euros.length];
    for (int i = 0; i < euros.length; i++) {
      cents[i] = 100 * euros[i];
    }
    for (PlanMeasure money : List.of(PlanMeasure.SPEND, PlanMeasure.NET_REVENUE)) {
      Forecast inEuros =
          RecentRate.of(days(0.1, euros), 1000, money, FirstDay.ORDINARY).forecast(0.4, 4);
      Forecast inCents =
          RecentRate.of(days(0.1, cents), 100_000, money, FirstDay.ORDINARY).forecast(0.4, 4);
      for (double p : new double[] {0.1, 0.5, 0.9}) {
        assertThat(inCents.quantile(p)).isCloseTo(100 * inEuros.quantile(p), within(0.01));
      }
    }
  }

  @Property(tries = 100)
  void hours_and_days_of_the_same_past_tell_the_same(
      @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 0, max = 9) Integer> sold) {
    List<ProgressStep> hours = new ArrayList<>();
    double[] days = new double[sold.size()];
    for (int day = 0; day < days.length; day++) {
      hours.addAll(hours(0.02 / 24, 24, sold.get(day)));
      days[day] = 24 * sold.get(day);
    }
    double byHour = units(hours, 3000).perShare();
    double byDay = units(days(0.02, days), 3000).perShare();
    assertThat(byHour).isCloseTo(byDay, within(1e-6 * Math.max(1, byDay)));
  }

  @Property(tries = 200)
  void any_past_gives_finite_answers(
      @ForAll @Size(max = 100) List<@IntRange(min = -1000, max = 100_000) Integer> amounts,
      @ForAll @IntRange(min = 0, max = 1_000_000) int goal,
      @ForAll PlanMeasure measure) {
    List<ProgressStep> past = new ArrayList<>();
    for (int amount : amounts) {
      past.add(new ProgressStep(amount % 3 == 0 ? 0 : 0.005, amount / 10.0, 0.25));
    }
    FirstDay firstDay = FirstDay.of(true, CurveText.LEARNED, PortfolioShape.unlearned());
    Forecast forecast =
        RecentRate.of(past, goal, measure, firstDay).forecast(0.5, 20).cappedAt(1e7);
    assertThat(forecast.mean()).isFinite().isNotNegative();
    assertThat(forecast.quantile(0.1)).isBetween(0.0, forecast.quantile(0.9));
    assertThat(forecast.probabilityAtLeast(goal)).isBetween(0.0, 1.0);
  }
}
