package io.campaignpulse.alert.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Instants as people write them by the clocks of the reporting zone: the time on the same day, with
 * the weekday within a week, else the date.
 */
record TimeText(MessageLanguage language, ZoneId zone) {

  private static final int DAYS_WITH_A_NAME = 6;

  /** Returns an instant as it is written at another one. */
  String instant(Instant instant, Instant now) {
    ZonedDateTime local = instant.atZone(zone);
    LocalDate today = LocalDate.ofInstant(now, zone);
    long days = ChronoUnit.DAYS.between(today, local.toLocalDate());
    if (days == 0) {
      return written(local, language == MessageLanguage.CHINESE ? "今天 HH:mm" : "HH:mm");
    }
    if (Math.abs(days) > DAYS_WITH_A_NAME) {
      return day(local, today);
    }
    return written(local, language == MessageLanguage.CHINESE ? "EEE HH:mm" : "EEEE HH:mm");
  }

  /** Returns the day of an instant. */
  String date(Instant instant, Instant now) {
    return day(instant.atZone(zone), LocalDate.ofInstant(now, zone));
  }

  private String day(ZonedDateTime local, LocalDate today) {
    boolean thisYear = local.getYear() == today.getYear();
    return written(
        local,
        switch (language) {
          case ENGLISH -> thisYear ? "d MMM" : "d MMM uuuu";
          case CHINESE -> thisYear ? "M月d日" : "uuuu年M月d日";
        });
  }

  private String written(ZonedDateTime local, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, language.locale()).format(local);
  }
}
