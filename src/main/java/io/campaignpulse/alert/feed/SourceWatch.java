package io.campaignpulse.alert.feed;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.evidence.WeekHours;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * State of the watch of a source at a tick: its rate, and whether events are missing. A value.
 *
 * @param rate what is expected: as learned until the minute before events began to be missing
 * @param learned the rate from all minutes before {@code next}
 * @param shortfall of the minutes before {@code next}
 * @param next the minute that is learned next, epoch milliseconds; null before any event
 * @param last the newest minute with an event
 */
public record SourceWatch(
    EventRate rate,
    EventRate learned,
    Shortfall shortfall,
    @Nullable Long next,
    @Nullable Long last) {

  /** How old a minute is before it teaches: until then its rows may still be on their way. */
  public static final long LEARNED_AFTER = 10 * MINUTE;

  /** The longest silence that is added up, and the longest history that is learned at once. */
  private static final long LONGEST_SILENCE = 7 * 1440 * MINUTE;

  private static final long LONGEST_HISTORY = 60 * 1440 * MINUTE;
  private static final double WEEK_MINUTES = 10_080;

  /** Nothing is known. */
  public static SourceWatch unknown() {
    return new SourceWatch(EventRate.UNKNOWN, EventRate.UNKNOWN, Shortfall.NONE, null, null);
  }

  /**
   * Events that are missing at a tick.
   *
   * @param since since when, epoch milliseconds: where none has come, the end of the last minute
   *     with one
   * @param came events since then
   * @param expected events expected since then in minutes whose rows must have come
   * @param evidence ln of how improbable it is after one event
   * @param perWeek how many silences begin in a week: at most one in a minute
   * @param lasts whether it isn't over, once it was proven
   */
  public record Silence(
      long since, double came, double expected, double evidence, double perWeek, boolean lasts) {

    /**
     * Whether it is more than chance.
     *
     * @param alpha false alarms in a week
     */
    public boolean isProven(double alpha) {
      return evidence >= StrictMath.log(perWeek / alpha);
    }

    /** The part of what is expected that has come. */
    public double share() {
      return expected > 0 ? came / expected : 1;
    }
  }

  /**
   * The state at a tick.
   *
   * @param counts of minutes, at least those not learned yet, in billionths
   */
  public SourceWatch at(
      long tick, SortedMap<Long, long[]> counts, WatchedSource source, WeekHours zone) {
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
    long minute = Math.max(first, until - LONGEST_HISTORY);
    SourceWatch watch = new SourceWatch(rate, learned, shortfall, minute, newest);
    for (; minute < until; minute += MINUTE) {
      watch = watch.after(minute, count(past.get(minute), source), zone);
    }
    return watch;
  }

  private SourceWatch after(long minute, double count, WeekHours zone) {
    EventRate more = learned.after(minute, count, zone);
    Shortfall suspected = after(shortfall, minute, minute + MINUTE, count, zone);
    // What is missing must not become what is expected.
    EventRate expected = suspected.isSuspected() ? rate : more;
    return new SourceWatch(expected, more, suspected, minute + MINUTE, last);
  }

  /** The hours of a day must be known first. */
  private Shortfall after(Shortfall before, long from, long to, double count, WeekHours zone) {
    return rate.hasDay() && rate.isKnown()
        ? before.after(from, count, rate.expected(from, to, zone), rate.phi(), perWeek(rate))
        : Shortfall.NONE;
  }

  private static double count(long @Nullable [] nanos, WatchedSource source) {
    return nanos == null ? 0 : WatchedSource.wholes(nanos[source.ordinal()]);
  }

  private static double perWeek(EventRate rate) {
    return Math.max(1, Math.min(WEEK_MINUTES, rate.ofWeek()));
  }

  /**
   * The first tick after another at which missing events are proven if none come until then; the
   * latest one if they are proven already, not by then, or too little is known.
   *
   * @param counts as of {@link #at}
   * @param alpha false alarms in a week
   */
  public long provenAt(
      long tick,
      SortedMap<Long, long[]> counts,
      WatchedSource source,
      WeekHours zone,
      double alpha,
      long latest) {
    Silence present = silence(tick, counts, source, zone);
    if (present == null || present.isProven(alpha)) {
      return latest;
    }
    for (long next = tick + MINUTE; next < latest; next += MINUTE) {
      Silence silence = silence(next, counts, source, zone);
      if (silence != null && silence.isProven(alpha)) {
        return next;
      }
    }
    return latest;
  }

  /**
   * The events missing at a tick; null where too little is known to miss any. The newest minute is
   * not counted: its rows may still be on their way.
   *
   * @param counts as of {@link #at}
   */
  public @Nullable Silence silence(
      long tick, SortedMap<Long, long[]> counts, WatchedSource source, WeekHours zone) {
    if (last == null || next == null || !rate.isKnown()) {
      return null;
    }
    long since = last + MINUTE;
    long end = Math.min(tick - MINUTE, since + LONGEST_SILENCE);
    Shortfall missing = shortfall;
    for (long minute = next; minute < Math.min(since, end); minute += MINUTE) {
      double count = count(counts.get(minute), source);
      missing = after(missing, minute, minute + MINUTE, count, zone);
    }
    double expected = 0;
    if (since < end) {
      missing = after(missing, since, end, 0, zone);
      expected = learned.expected(since, end, zone);
    }
    double silent = expected / rate.silencePhi();
    double lost = missing.isLoss(rate.phi()) ? missing.log() : 0;
    double evidence = Math.max(silent, lost);
    // The last event before a silence may have been missed for a while itself.
    return 2 * expected >= missing.expected()
        ? new Silence(since, 0, expected, evidence, perWeek(rate), missing.isSuspected())
        : new Silence(
            missing.since(),
            missing.came(),
            missing.expected(),
            evidence,
            perWeek(rate),
            missing.isSuspected());
  }
}
