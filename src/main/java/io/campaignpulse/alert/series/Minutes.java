package io.campaignpulse.alert.series;

import io.campaignpulse.event.TimeGrid;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of one series as seen from one tick: each is looked up at most once, however many
 * rules ask for it.
 */
public final class Minutes {

  /** The length of a minute in milliseconds. */
  public static final long MINUTE = 60_000;

  /** The length of a quarter of an hour in milliseconds. */
  public static final long QUARTER = 15 * MINUTE;

  private final Store store;
  private final Map<Long, @Nullable MinuteTotals> seen = new HashMap<>();

  /** Where minutes are kept. */
  @FunctionalInterface
  public interface Store {
    /** The totals of the minute that starts then; null if nothing happened in it. */
    @Nullable MinuteTotals at(long minute) throws Exception;
  }

  /** Looks minutes up in a store. */
  public Minutes(Store store) {
    this.store = store;
  }

  /** The start of the minute an instant lies in. */
  public static long floor(long instant) {
    return new TimeGrid(MINUTE).floor(instant);
  }

  /** The end of the minute an instant lies in, or the instant if one ends there. */
  public static long ceil(long instant) {
    return floor(instant + MINUTE - 1);
  }

  /** The first quarter of an hour after an instant. */
  public static long nextQuarter(long instant) {
    return new TimeGrid(QUARTER).after(instant);
  }

  /** The first of the minutes in [start, end) of which anything is known; null if there is none. */
  public @Nullable Long firstIn(long start, long end) throws Exception {
    for (long minute = start; minute < end; minute += MINUTE) {
      if (at(minute) != null) {
        return minute;
      }
    }
    return null;
  }

  public @Nullable MinuteTotals at(long minute) throws Exception {
    if (seen.containsKey(minute)) {
      return seen.get(minute);
    }
    MinuteTotals totals = store.at(minute);
    seen.put(minute, totals);
    return totals;
  }
}
