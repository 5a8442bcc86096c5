package io.campaignpulse.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.CustomerValue;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The age-increment estimator by examples computed by hand. */
class ValueCurveTest {

  private static final long DAY_0 = 20_000;

  private final NavigableMap<Long, Long> customers = new TreeMap<>();
  private final Map<Integer, MarginAtAge> margins = new HashMap<>();

  private void acquired(long day, double number) {
    customers.merge(DAY_0 + day, (long) (number * 1e9), Long::sum);
  }

  private void booked(int age, double margin) {
    margins.put(age, new MarginAtAge((long) (margin * 1e6), 0));
  }

  private ValueCurve curve(long today, @Nullable Double cac) {
    return ValueCurve.of(customers, margins, DAY_0 + today, 730, cac);
  }

  private static CustomerValue row(ValueCurve curve, int age) {
    return curve.row("spring", "EMAIL", age, 1, 0);
  }

  private static double ltv(ValueCurve curve, int age) {
    return Objects.requireNonNull(row(curve, age).ltv());
  }

  @Test
  void a_young_cohort_counts_only_at_the_ages_it_has_lived_through() {
    // Two customers of day 0 brought 10 each at once and 10 each ten days later; two more of day
    // 25 brought 10 each and are 5 days old. The naive mean says 60 ÷ 4 = 15.
    acquired(0, 2);
    acquired(25, 2);
    booked(0, 40);
    booked(10, 20);
    ValueCurve curve = curve(30, 8.0);

    assertThat(curve.ages()).isEqualTo(31);
    assertThat(row(curve, 5).customersNanos()).isEqualTo(4_000_000_000L);
    assertThat(row(curve, 6).customersNanos()).isEqualTo(2_000_000_000L);
    assertThat(ltv(curve, 9)).isEqualTo(10.0);
    assertThat(ltv(curve, 10)).isEqualTo(20.0);
    assertThat(ltv(curve, 30)).isEqualTo(20.0).isGreaterThan(60.0 / 4);
    assertThat(row(curve, 30).marginMicros()).isEqualTo(60_000_000);
    assertThat(row(curve, 30).ltvToCac()).isEqualTo(2.5);
  }

  @Test
  void the_payback_day_is_the_first_on_which_the_margin_covers_the_cost() {
    acquired(0, 4);
    booked(0, 40);
    booked(3, 8);
    booked(7, -20);
    assertThat(row(curve(10, 12.0), 0).paybackDay()).isEqualTo(3);
    assertThat(row(curve(10, 12.0), 10).paybackDay()).isEqualTo(3);
    assertThat(row(curve(10, 12.01), 10).paybackDay()).isNull();
    assertThat(row(curve(10, 10.0), 10).paybackDay()).isZero();
    assertThat(ltv(curve(10, 12.0), 10)).isEqualTo(7.0);
  }

  @Test
  void without_a_cost_per_customer_there_is_no_relation_to_it() {
    acquired(0, 1);
    booked(0, 5);
    assertThat(row(curve(0, null), 0))
        .extracting(CustomerValue::ltv, CustomerValue::cac, CustomerValue::ltvToCac)
        .containsExactly(5.0, null, null);
    assertThat(row(curve(0, null), 0).paybackDay()).isNull();
    assertThat(row(curve(0, 0.0), 0).ltvToCac()).isNull();
    assertThat(row(curve(0, 0.0), 0).paybackDay()).isZero();
  }

  @Test
  void from_the_first_age_of_unknown_cost_on_the_value_is_unknown() {
    acquired(0, 1);
    booked(0, 5);
    margins.put(2, new MarginAtAge(9_000_000, 1_000_000_000));
    margins.put(4, new MarginAtAge(-9_000_000, -1_000_000_000));
    ValueCurve curve = curve(5, 6.0);
    assertThat(ltv(curve, 1)).isEqualTo(5.0);
    for (int age = 2; age <= 5; age++) {
      assertThat(row(curve, age))
          .extracting(CustomerValue::marginMicros, CustomerValue::ltv, CustomerValue::ltvToCac)
          .containsOnlyNulls();
    }
    assertThat(row(curve, 5).paybackDay()).isNull();
    assertThat(row(curve, 5).cac()).isEqualTo(6.0);
  }

  @Test
  void fractions_of_customers_weigh_as_such() {
    acquired(0, 0.25);
    acquired(1, 0.75);
    booked(0, 10);
    booked(1, 1);
    ValueCurve curve = curve(1, null);
    assertThat(ltv(curve, 0)).isEqualTo(10.0);
    assertThat(ltv(curve, 1)).isEqualTo(14.0);
  }

  @Test
  void the_last_age_holds_all_later_ones() {
    acquired(0, 1);
    acquired(90, 1);
    booked(3, 8);
    ValueCurve curve = ValueCurve.of(customers, margins, DAY_0 + 100, 3, null);
    assertThat(curve.ages()).isEqualTo(4);
    assertThat(row(curve, 3).customersNanos()).isEqualTo(2_000_000_000L);
    assertThat(ltv(curve, 3)).isEqualTo(4.0);
  }

  @Test
  void nobody_yet_is_no_row() {
    assertThat(curve(3, 4.0).ages()).isZero();
    acquired(9, 1);
    assertThat(curve(3, 4.0).ages()).isZero();
    assertThat(row(curve(3, 4.0), 0).customersNanos()).isZero();
    assertThat(row(curve(3, 4.0), 0).cac()).isNull();
  }
}
