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

  /** Whether anything is known of the minutes in [start, end), latest first. */
  public boolean anyIn(long start, long end) throws Exception {
    for (long minute = end - MINUTE; minute >= start; minute -= MINUTE) {
      if (at(minute) != null) {
        return true;
      }
    }
    return false;
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
