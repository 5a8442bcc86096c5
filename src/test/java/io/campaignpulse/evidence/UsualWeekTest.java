package io.campaignpulse.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UsualWeekTest {

  private static final WeekHours UTC = new WeekHours(ZoneOffset.UTC);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;

  private static final long MONDAY = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  /** Weeks from a Monday on in each hour of which something came in its middle. */
  private static UsualWeek weeks(UsualWeek from, long start, int hours, Rate rate) {
    UsualWeek week = from;
    for (int hour = 0; hour < hours; hour++) {
      long at = start + hour * HOUR;
      week = week.watched(at, at + HOUR, UTC).counted(at + HOUR / 2, rate.at(hour % 168), UTC);
    }
    return week;
  }

  private interface Rate {
    double at(int hourOfWeek);
  }

  @Test
  void it_is_known_after_two_whole_weeks() {
    UsualWeek week = weeks(UsualWeek.UNKNOWN, MONDAY, 2 * 168, hour -> 3);
    assertThat(week.isKnown()).isFalse();
    long end = MONDAY + 2 * WEEK;
    assertThat(week.watched(end, end + 1, UTC).isKnown()).isTrue();
    assertThat(
            weeks(UsualWeek.UNKNOWN, MONDAY, 2 * 168 - 1, h -> 3)
                .watched(end, end + 1, UTC)
                .isKnown())
        .isFalse();
  }

  @Test
  void a_week_shows_how_it_scatters() {
    long end = MONDAY + WEEK;
    assertThat(weeks(UsualWeek.UNKNOWN, MONDAY, 167, h -> 3).watched(end, end + 1, UTC).hasWeek())
        .isFalse();
    assertThat(weeks(UsualWeek.UNKNOWN, MONDAY, 168, h -> 3).watched(end, end + 1, UTC).hasWeek())
        .isTrue();
  }

  @Test
  void what_always_came_is_expected_whatever_the_unit() {
    UsualWeek week = weeks(UsualWeek.UNKNOWN, MONDAY, 3 * 168, hour -> 3);
    assertThat(week.expected(0, WEEK, 1, UTC)).isCloseTo(3 * 168, within(1e-6));
    assertThat(week.expected(10 * HOUR + HOUR / 4, 11 * HOUR, 1, UTC))
        .isCloseTo(2.25, within(1e-6));
    UsualWeek money = weeks(UsualWeek.UNKNOWN, MONDAY, 3 * 168, hour -> 300);
    assertThat(money.expected(5 * HOUR, 9 * HOUR, 100, UTC))
        .isCloseTo(100 * week.expected(5 * HOUR, 9 * HOUR, 1, UTC), within(1e-6));
  }

  @Test
  void hours_that_bring_much_are_told_apart() {
    Rate busy = hour -> hour % 24 == 20 ? 200 : hour >= 5 * 24 ? 10 : 40;
    UsualWeek week = weeks(UsualWeek.UNKNOWN, MONDAY, 3 * 168, busy);
    assertThat(week.expected(MONDAY + 20 * HOUR, MONDAY + 21 * HOUR, 1, UTC))
        .isCloseTo(200, within(15.0));
    assertThat(week.expected(MONDAY + 12 * HOUR, MONDAY + 13 * HOUR, 1, UTC))
        .isCloseTo(40, within(3.0));
    long saturday = MONDAY + 5 * DAY + 12 * HOUR;
    assertThat(week.expected(saturday, saturday + HOUR, 1, UTC)).isCloseTo(10, within(2.0));
    assertThat(week.expected(MONDAY, MONDAY + WEEK, 1, UTC))
        .isCloseTo(7 * 200 + 5 * 23 * 40 + 2 * 23 * 10, within(5.0));
  }

  @Test
  void hours_are_those_of_the_zone_also_after_clocks_have_changed() {
    WeekHours newYork = new WeekHours(ZoneId.of("America/New_York"));
    // Clocks go forward on 2026-03-08.
    UsualWeek week = UsualWeek.UNKNOWN;
    for (long at = MONDAY - 4 * WEEK; at < MONDAY; at += HOUR) {
      double came = newYork.of(at) % 24 == 9 ? 100 : 10;
      week = week.watched(at, at + HOUR, newYork).counted(at, came, newYork);
    }
    long winter = Instant.parse("2026-03-03T14:00:00Z").toEpochMilli();
    long summer = Instant.parse("2026-03-10T13:00:00Z").toEpochMilli();
    assertThat(week.expected(winter, winter + HOUR, 1, newYork)).isCloseTo(100, within(10.0));
    assertThat(week.expected(summer, summer + HOUR, 1, newYork)).isCloseTo(100, within(10.0));
  }

  @Test
  void few_counts_make_no_wild_hours() {
    // Three in a week, always in the same hour of a Monday.
    UsualWeek week = weeks(UsualWeek.UNKNOWN, MONDAY, 2 * 168 + 1, hour -> hour == 12 ? 3 : 0);
    assertThat(week.expected(MONDAY, MONDAY + WEEK, 1, UTC)).isCloseTo(3, within(0.1));
    assertThat(week.expected(MONDAY + 12 * HOUR, MONDAY + 13 * HOUR, 1, UTC)).isBetween(0.03, 0.6);
  }

  @Test
  void what_comes_late_belongs_to_its_own_hour() {
    UsualWeek intime = weeks(UsualWeek.UNKNOWN, MONDAY, 3 * 168, hour -> hour == 50 ? 20 : 1);
    UsualWeek late = weeks(UsualWeek.UNKNOWN, MONDAY, 3 * 168, hour -> hour == 50 ? 0 : 1);
    long hour = MONDAY + 2 * WEEK + 50 * HOUR;
    double before = late.expected(hour, hour + HOUR, 1, UTC);
    UsualWeek told = late.counted(hour + 1, 20, UTC);
    assertThat(told.expected(hour, hour + HOUR, 1, UTC)).isGreaterThan(before + 2);
    assertThat(told.expected(hour + 3 * HOUR, hour + 4 * HOUR, 1, UTC))
        .isCloseTo(intime.expected(hour + 3 * HOUR, hour + 4 * HOUR, 1, UTC), within(0.5));
  }

  @Test
  void nothing_is_learned_of_a_hole() {
    UsualWeek before = weeks(UsualWeek.UNKNOWN, MONDAY, 2 * 168, hour -> 3);
    long end = MONDAY + 2 * WEEK;
    UsualWeek after =
        before.watched(end + 20 * HOUR, end + 21 * HOUR, UTC).counted(end + 20 * HOUR, 3, UTC);
    // A source that stood still tells everything at once when it is back.
    UsualWeek burst = after.counted(end + 5 * HOUR, 60, UTC);
    assertThat(burst.expected(end, end + WEEK, 1, UTC)).isCloseTo(3 * 168, within(1e-6));
  }

  @Test
  void the_more_weeks_are_known_the_less_it_doubts() {
    UsualWeek two = weeks(UsualWeek.UNKNOWN, MONDAY, 2 * 168 + 1, hour -> 3);
    UsualWeek ten = weeks(two, MONDAY + 2 * WEEK + HOUR, 8 * 168, hour -> 3);
    assertThat(two.doubt()).isCloseTo(1.54, within(0.01));
    assertThat(ten.doubt()).isBetween(1.16, 1.25);
  }

  @Test
  void old_weeks_are_forgotten() {
    UsualWeek high = weeks(UsualWeek.UNKNOWN, MONDAY, 8 * 168, hour -> 10);
    UsualWeek low = weeks(high, MONDAY + 8 * WEEK, 8 * 168, hour -> 2);
    assertThat(low.expected(0, WEEK, 1, UTC) / 168).isBetween(3.0, 4.5);
  }
}
