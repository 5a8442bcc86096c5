package io.campaignpulse.server;

import io.campaignpulse.event.WindowSize;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The spans the page can show. */
enum Scope {
  /** The last 60 minutes, the current one included. */
  HOUR(WindowSize.PT1M),
  /** The local day of the reporting zone so far. */
  TODAY(WindowSize.P1D),
  /** Everything to date. */
  LIFE(WindowSize.LIFE);

  private static final int MINUTES = 60;

  private final WindowSize window;

  /** Window starts from (inclusive) and to (exclusive), epoch milliseconds. */
  record Range(long from, long to) {}

  Scope(WindowSize window) {
    this.window = window;
  }

  WindowSize window() {
    return window;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which windows it takes in at an instant. */
  Range range(Instant now, ZoneId zone) {
    return switch (this) {
      case HOUR -> {
        Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        yield new Range(end.minus(MINUTES, ChronoUnit.MINUTES).toEpochMilli(), end.toEpochMilli());
      }
      case TODAY -> {
        LocalDate day = LocalDate.ofInstant(now, zone);
        yield new Range(
            day.atStartOfDay(zone).toInstant().toEpochMilli(),
            day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
      }
      case LIFE -> new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    };
  }
}
