package io.campaignpulse.alert.feed;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a source at a tick: its rate, and since when nothing has come. A value.
 *
 * @param rate learned from the minutes before {@code next}
 * @param next the minute that is learned next, epoch milliseconds; null before any event
 * @param last the newest minute with an event
 */
public record SourceWatch(EventRate rate, @Nullable Long next, @Nullable Long last) {

  /** How old a minute is before it teaches: until then its rows may still be on their way. */
  public static final long LEARNED_AFTER = 10 * MINUTE;

  /** The longest silence that is added up, and the longest history that is learned at once. */
  private static final long LONGEST_SILENCE = 7 * 1440 * MINUTE;

  private static final long LONGEST_HISTORY = 60 * 1440 * MINUTE;
  private static final double WEEK_MINUTES = 10_080;

  /** Nothing is known. */
  public static SourceWatch unknown() {
    return new SourceWatch(EventRate.unknown(), null, null);
  }

  /**
   * Since when a source is silent, and what that means.
   *
   * @param since the end of its last minute with an event, epoch milliseconds
   * @param expected events expected since then in minutes whose rows must have come
   * @param perWeek how many silences begin in a week: at most one in a minute
   */
  public record Silence(long since, double expected, double perWeek) {

    /**
     * Whether it is more than chance: so many missing events come about with a probability of
     * e^-expected after each event.
     *
     * @param alpha false alarms in a week
     */
    public boolean isProven(double alpha) {
      return expected >= StrictMath.log(perWeek / alpha);
    }
  }

  /**
   * What is known at a tick.
   *
   * @param counts of minutes, at least those not learned yet, in billionths
   */
  public SourceWatch at(long tick, SortedMap<Long, long[]> counts, WatchedSource source) {
    SortedMap<Long, long[]> past = counts.headMap(tick);
    Long first = next;
    Long newest = last;
    for (Map.Entry<Long, long[]> minute : past.entrySet()) {
      if (count(minute.getValue(), source) > 0) {
        first = first == null ? minute.getKey() : first;
        newest = newest == null ? minute.getKey() : (Long) Math.max(newest, minute.getKey());
      }
    }
    if (first == null || newest == null) {
      return this;
    }
    // A silence teaches when it is over: while it lasts it must not pass for what is usual.
    long until = Math.min(tick - LEARNED_AFTER, newest + MINUTE);
    EventRate learned = rate;
    long minute = Math.max(first, until - LONGEST_HISTORY);
    for (; minute < until; minute += MINUTE) {
      learned = learned.after(minute, count(past.get(minute), source));
    }
    return new SourceWatch(learned, Math.max(first, minute), newest);
  }

  private static double count(long @Nullable [] nanos, WatchedSource source) {
    return nanos == null ? 0 : WatchedSource.wholes(nanos[source.ordinal()]);
  }

  private static double perWeek(EventRate rate) {
    return Math.max(1, Math.min(WEEK_MINUTES, rate.ofWeek()));
  }

  /**
   * The first tick after another at which a silence is proven if nothing comes until then; the
   * latest one if it is proven already, not by then, or too little is known.
   *
   * @param alpha false alarms in a week
   */
  public long provenAt(long tick, double alpha, long latest) {
    Silence silence = silence(tick);
    if (silence == null || silence.isProven(alpha)) {
      return latest;
    }
    double expected = silence.expected();
    for (long next = tick + MINUTE; next < latest; next += MINUTE) {
      long minute = next - 2 * MINUTE;
      expected += minute < silence.since() ? 0 : rate.of(minute);
      if (new Silence(silence.since(), expected, silence.perWeek()).isProven(alpha)) {
        return next;
      }
    }
    return latest;
  }

  /**
   * The present silence; null where too little is known to tell one. The newest minute is not
   * counted: its rows may still be on their way.
   */
  public @Nullable Silence silence(long tick) {
    if (last == null || !rate.isKnown()) {
      return null;
    }
    double expected = 0;
    long since = last + MINUTE;
    long end = Math.min(tick - MINUTE, since + LONGEST_SILENCE);
    for (long minute = since; minute < end; minute += MINUTE) {
      expected += rate.of(minute);
    }
    return new Silence(since, expected, perWeek(rate));
  }
}
