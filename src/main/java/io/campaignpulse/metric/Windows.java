package io.campaignpulse.metric;

import io.campaignpulse.event.TimeGrid;
import io.campaignpulse.event.WindowSize;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a reporting time zone (metrics.md, "Windows"): minutes, local hours, local days,
 * and everything. Each size divides time without gap or overlap and every window lies inside one of
 * the next size, also where clocks change: an hour ends early at a change of the clock, and a day
 * runs from its first midnight to the next day's. Instants are epoch milliseconds.
 *
 * <p>The last hour and day asked for are remembered, so an instance serves one thread.
 */
public final class Windows {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final ZoneId zone;
  private final ZoneRules rules;
  private long hourStart = 1;
  private long hourEnd;
  private long dayStart = 1;
  private long dayEnd;

  /** The windows of that zone. */
  public Windows(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
  }

  /** The start of the minute an instant lies in. */
  public static long minute(long instant) {
    return new TimeGrid(MINUTE).floor(instant);
  }

  /** The start of the window that holds an instant; 0 for LIFE. */
  public long start(WindowSize size, long instant) {
    return switch (size) {
      case PT1M -> minute(instant);
      case PT1H -> {
        findHour(instant);
        yield hourStart;
      }
      case P1D -> {
        findDay(instant);
        yield dayStart;
      }
      case LIFE -> 0;
    };
  }

  /** The end, exclusive, of the window that holds an instant; the end of time for LIFE. */
  public long end(WindowSize size, long instant) {
    return switch (size) {
      case PT1M -> minute(instant) + MINUTE;
      case PT1H -> {
        findHour(instant);
        yield hourEnd;
      }
      case P1D -> {
        findDay(instant);
        yield dayEnd;
      }
      case LIFE -> Long.MAX_VALUE;
    };
  }

  private void findHour(long instant) {
    if (hourStart <= instant && instant < hourEnd) {
      return;
    }
    Instant at = Instant.ofEpochMilli(instant);
    ZoneOffset offset = rules.getOffset(at);
    long start = instant - Math.floorMod(instant + offset.getTotalSeconds() * 1000L, HOUR);
    long end = start + HOUR;
    // previousTransition looks strictly before, hence the millisecond.
    ZoneOffsetTransition last = rules.previousTransition(at.plusMillis(1));
    ZoneOffsetTransition next = rules.nextTransition(at);
    hourStart = last == null ? start : Math.max(start, last.toEpochSecond() * 1000);
    hourEnd = next == null ? end : Math.min(end, next.toEpochSecond() * 1000);
  }

  private void findDay(long instant) {
    if (dayStart <= instant && instant < dayEnd) {
      return;
    }
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(instant), zone);
    // Where the clock is set back over midnight, the evening comes twice: the day has begun.
    if (midnight(date.plusDays(1)) <= instant) {
      date = date.plusDays(1);
    }
    dayStart = midnight(date);
    dayEnd = midnight(date.plusDays(1));
  }

  private long midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The windowEnd a result shows: null for LIFE. */
  public @Nullable Long shownEnd(WindowSize size, long start) {
    return size == WindowSize.LIFE ? null : (Long) end(size, start);
  }
}
