package io.campaignpulse.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * An hour of local time in its ISO week.
 *
 * @param week Monday to Sunday; 0 is the week of 1970-01-01
 * @param hour of the week, in [0, 168); where clocks go back the same hour comes twice
 */
record WeekHour(long week, int hour) {

  /** From 1969-12-29, a Monday, to 1970-01-01. */
  private static final int DAYS_SINCE_MONDAY = 3;

  /** The hour an instant (epoch milliseconds) lies in. */
  static WeekHour of(long instant, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(instant), zone);
    long day = local.toLocalDate().toEpochDay() + DAYS_SINCE_MONDAY;
    return new WeekHour(Math.floorDiv(day, 7L), Math.floorMod(day, 7) * 24 + local.getHour());
  }

  /** When it begins, epoch milliseconds. */
  long start(ZoneId zone) {
    return LocalDate.ofEpochDay(week * 7 - DAYS_SINCE_MONDAY)
        .atStartOfDay()
        .plusHours(hour)
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }
}
