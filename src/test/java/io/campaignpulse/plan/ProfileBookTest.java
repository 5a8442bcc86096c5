package io.campaignpulse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProfileBookTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long HOUR = 3_600_000;
  private static final long WEEK = 168 * HOUR;
  private static final long ONE = 1_000_000;

  /** A Monday. */
  private static final long MONDAY =
      OffsetDateTime.parse("2026-01-05T00:00:00+01:00").toInstant().toEpochMilli();

  /** Five facts an hour by day (8 to 20), one at night; twice as many on Saturdays. */
  private static int facts(int hourOfWeek) {
    int facts = hourOfWeek % 24 >= 8 && hourOfWeek % 24 < 20 ? 5 : 1;
    return hourOfWeek / 24 == 5 ? 2 * facts : facts;
  }

  private static ProfileBook book(int weeks, int level) {
    ProfileBook book = ProfileBook.empty();
    for (int hour = 0; hour < weeks * 168; hour++) {
      for (int fact = 0; fact < level * facts(hour % 168); fact++) {
        book.add(MONDAY + hour * HOUR + fact, ONE, BERLIN);
      }
    }
    return book;
  }

  private static double truth(int hourOfWeek) {
    double sum = 0;
    for (int hour = 0; hour < 168; hour++) {
      sum += facts(hour);
    }
    return facts(hourOfWeek) * 168 / sum;
  }

  @Test
  void is_flat_before_anything_is_known() {
    assertThat(ProfileBook.empty().shapeAsOf(MONDAY, BERLIN)).isEqualTo(PortfolioShape.unlearned());
    assertThat(PortfolioShape.unlearned().firstDayPeak()).isEqualTo(FirstDayPeak.PRIOR);
  }

  @Test
  void comes_near_the_true_week_and_is_shrunk_where_little_is_known() {
    HourOfWeekProfile much = book(8, 50).shapeAsOf(MONDAY + 8 * WEEK, BERLIN).profile();
    HourOfWeekProfile little = book(1, 1).shapeAsOf(MONDAY + WEEK, BERLIN).profile();
    for (int hour = 0; hour < 168; hour++) {
      assertThat(much.weight(hour)).isCloseTo(truth(hour), within(0.03));
      assertThat(Math.abs(little.weight(hour) - 1)).isLessThan(Math.abs(truth(hour) - 1));
    }
    assertThat(little.weight(12)).isGreaterThan(little.weight(3) * 1.5);
    assertThat(much.untilHour()[168]).isEqualTo(168);
  }

  @Test
  void a_strong_week_that_has_just_begun_does_not_make_its_days_look_strong() {
    ProfileBook book = book(4, 20);
    long now = MONDAY + 4 * WEEK + 48 * HOUR;
    for (int hour = 0; hour < 48; hour++) {
      book.add(MONDAY + 4 * WEEK + hour * HOUR, 200 * ONE * facts(hour), BERLIN);
    }
    HourOfWeekProfile profile = book.shapeAsOf(now, BERLIN).profile();
    for (int hour = 0; hour < 168; hour++) {
      assertThat(profile.weight(hour)).isCloseTo(truth(hour), within(0.05));
    }
  }

  @Test
  void the_running_hour_does_not_count() {
    ProfileBook book = book(2, 10);
    PortfolioShape before = book.shapeAsOf(MONDAY + 2 * WEEK, BERLIN);
    book.add(MONDAY + 2 * WEEK + 5, 1000 * ONE, BERLIN);
    assertThat(book.shapeAsOf(MONDAY + 2 * WEEK + HOUR - 1, BERLIN)).isEqualTo(before);
    assertThat(book.shapeAsOf(MONDAY + 2 * WEEK + HOUR, BERLIN)).isNotEqualTo(before);
  }

  @Test
  void recent_weeks_count_more_and_old_ones_are_forgotten_without_a_trace() {
    ProfileBook book = book(2, 20);
    for (int week = 20; week < 24; week++) {
      for (int hour = 0; hour < 168; hour++) {
        book.add(MONDAY + week * WEEK + hour * HOUR, 50 * ONE, BERLIN);
      }
    }
    HourOfWeekProfile later = book.shapeAsOf(MONDAY + 24 * WEEK, BERLIN).profile();
    assertThat(later.weight(12)).isCloseTo(1, within(0.1));
    long now = MONDAY + 30 * WEEK;
    PortfolioShape shape = book.shapeAsOf(now, BERLIN);
    int known = book.weeks().size();
    book.forget(now, BERLIN);
    assertThat(book.weeks()).hasSize(known - 2);
    assertThat(book.shapeAsOf(now, BERLIN)).isEqualTo(shape);
  }

  @Test
  void what_is_taken_back_leaves_no_trace() {
    ProfileBook book = book(2, 3);
    PortfolioShape shape = book.shapeAsOf(MONDAY + 2 * WEEK, BERLIN);
    book.add(MONDAY + 100 * HOUR, 70 * ONE, BERLIN);
    book.add(MONDAY + 100 * HOUR, -70 * ONE, BERLIN);
    assertThat(book.shapeAsOf(MONDAY + 2 * WEEK, BERLIN)).isEqualTo(shape);
  }

  @Property(tries = 30)
  void order_of_arrival_does_not_matter(@ForAll long seed) {
    Random random = new Random(seed);
    List<long[]> facts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      facts.add(
          new long[] {MONDAY + (long) (random.nextDouble() * 6 * WEEK), random.nextInt(9) - 1});
    }
    List<Integer> promotions = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    PortfolioShape expected = null;
    for (int round = 0; round < 2; round++) {
      ProfileBook book = ProfileBook.empty();
      facts.forEach(fact -> book.add(fact[0], fact[1] * ONE, BERLIN));
      promotions.forEach(
          p -> book.promotionEnded("p" + p, new EndedPromotion(MONDAY + p, p + 1, 24, 3, 48 + p)));
      PortfolioShape shape = book.shapeAsOf(MONDAY + 6 * WEEK, BERLIN);
      assertThat(shape).isEqualTo(expected == null ? shape : expected);
      expected = shape;
      Collections.shuffle(facts, random);
      Collections.shuffle(promotions, random);
    }
  }

  @Test
  void the_peak_moves_from_its_prior_to_what_promotions_show() {
    ProfileBook book = ProfileBook.empty();
    double last = FirstDayPeak.PRIOR;
    for (int i = 0; i < 40; i++) {
      book.promotionEnded("p" + i, new EndedPromotion(MONDAY, 300, 24, 600, 144));
      double peak = book.shapeAsOf(MONDAY, BERLIN).firstDayPeak();
      assertThat(peak).isGreaterThan(last).isLessThan(3);
      last = peak;
    }
    assertThat(last).isCloseTo(3, within(0.1));
    book.promotionReopened("p0");
    assertThat(book.shapeAsOf(MONDAY, BERLIN).firstDayPeak()).isLessThan(last);
    assertThat(book.shapeAsOf(MONDAY + 27 * WEEK, BERLIN).firstDayPeak())
        .isEqualTo(FirstDayPeak.PRIOR);
  }

  @Test
  void promotions_that_tell_nothing_do_not_count() {
    ProfileBook book = ProfileBook.empty();
    book.promotionEnded("short", new EndedPromotion(MONDAY, 300, 24, 0, 0));
    book.promotionEnded("unsold", new EndedPromotion(MONDAY, 0, 24, 0, 48));
    assertThat(book.shapeAsOf(MONDAY, BERLIN).firstDayPeak()).isEqualTo(FirstDayPeak.PRIOR);
  }
}
