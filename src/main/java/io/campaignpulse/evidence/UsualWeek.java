package io.campaignpulse.evidence;

import java.time.Duration;

/**
 * What a series usually brings in each hour of the week in a time zone, learned from its own past.
 * What is expected is always of what was known before, and what came is learned afterwards: so the
 * error of what was learned does not add up, it is in the scatter of each step (Dawid, Journal of
 * the Royal Statistical Society A 147, 1984).
 *
 * <p>Weeks are forgotten with a half-life of four. An hour that has seen little is shrunk towards
 * the product of its day and its hour of the day, and these towards flat, by pseudo-counts; then
 * all are scaled so that what was watched would have brought what it brought. A value; its arrays
 * belong to it.
 *
 * @param counts what came in each hour of the week, recent weeks counting more
 * @param hours how often each was watched, likewise
 * @param since since when it has been watched without a hole, epoch milliseconds
 * @param until until when it has been watched, epoch milliseconds
 * @param count what came in the running hour
 * @param watched part of the running hour that was watched, in [0, 1]
 */
public record UsualWeek(
    double[] counts, double[] hours, long since, long until, double count, double watched) {

  private static final int HOURS = WeekRates.HOURS;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** A series of which nothing is known. */
  public static final UsualWeek UNKNOWN =
      new UsualWeek(new double[HOURS], new double[HOURS], 0, 0, 0, 0);

  /** What an hour keeps of its weight when it is there again a week later. */
  private static final double KEPT = StrictMath.pow(0.5, 1.0 / 4);

  /** What sums of parts of hours may be off by. */
  private static final double ROUNDING = 1e-9;

  /** Whether a whole week is known of every hour: enough to see how what comes scatters. */
  public boolean hasWeek() {
    return knows(1);
  }

  /** Whether two whole weeks are known of every hour: enough to judge by. */
  public boolean isKnown() {
    // The older of the two is forgotten by a week.
    return knows(1 + KEPT);
  }

  private boolean knows(double weeks) {
    for (double known : hours) {
      if (known < weeks - ROUNDING) {
        return false;
      }
    }
    return true;
  }

  /**
   * How much more than chance alone what comes differs from what is expected here, as a factor of
   * the variance: an hour known from W weeks is known to 1/W of its own variance.
   */
  public double doubt() {
    return 1 + HOURS / WeekRates.sum(hours);
  }

  /**
   * Returns the events of each hour of the week, from Monday 00:00 on; all 0 where nothing came.
   *
   * @param unit the size of one count in the unit that is counted: 1 of conversions, an order of
   *     money
   */
  public double[] rates(double unit) {
    return WeekRates.of(counts, hours, unit);
  }

  /**
   * What is expected of a stretch of time.
   *
   * @param from epoch milliseconds
   * @param to epoch milliseconds, not before it
   * @param unit as of {@link #rates}
   * @param zone the hours of the week it is learned by
   */
  public double expected(long from, long to, double unit, WeekHours zone) {
    return expected(rates(unit), from, to, zone);
  }

  /**
   * What rates let expect of a stretch of time.
   *
   * @param rates as of {@link #rates}
   * @param from epoch milliseconds
   * @param to epoch milliseconds, not before it
   */
  public static double expected(double[] rates, long from, long to, WeekHours zone) {
    double sum = 0;
    for (long at = from; at < to; ) {
      long end = Math.min(to, endOfHour(at));
      sum += rates[ofWeek(at, zone)] * (end - at) / HOUR;
      at = end;
    }
    return sum;
  }

  /** The week once a stretch of time was watched in which nothing came. */
  public UsualWeek watched(long from, long to, WeekHours zone) {
    UsualWeek week = from == until ? this : afterHole(from, zone);
    for (long at = from; at < to; ) {
      week = hour(at) == week.running() ? week : week.folded(zone);
      long end = Math.min(to, endOfHour(at));
      double part = Math.min(1, week.watched + (end - at) / (double) HOUR);
      week = new UsualWeek(week.counts, week.hours, week.since, end, week.count, part);
      at = end;
    }
    return week;
  }

  /**
   * The week once something came of an instant that was watched; what happened before a hole in
   * what was watched has no hour it could be compared with and is left out.
   */
  public UsualWeek counted(long instant, double amount, WeekHours zone) {
    if (instant < since) {
      return this;
    }
    if (hour(instant) >= running()) {
      return new UsualWeek(counts, hours, since, until, count + amount, watched);
    }
    double[] more = counts.clone();
    more[ofWeek(instant, zone)] += amount;
    return new UsualWeek(more, hours, since, until, count, watched);
  }

  private UsualWeek afterHole(long from, WeekHours zone) {
    UsualWeek before = folded(zone);
    return new UsualWeek(before.counts, before.hours, from, from, 0, 0);
  }

  /** The running hour becomes part of what is known. */
  private UsualWeek folded(WeekHours zone) {
    if (!(watched > 0)) {
      return new UsualWeek(counts, hours, since, until, 0, 0);
    }
    int hour = ofWeek(until - 1, zone);
    double kept = StrictMath.pow(KEPT, watched);
    double[] moreCounts = counts.clone();
    double[] moreHours = hours.clone();
    moreCounts[hour] = kept * moreCounts[hour] + count;
    moreHours[hour] = kept * moreHours[hour] + watched;
    return new UsualWeek(moreCounts, moreHours, since, until, 0, 0);
  }

  private long running() {
    return hour(until - 1);
  }

  private static long hour(long instant) {
    return Math.floorDiv(instant, HOUR);
  }

  private static long endOfHour(long instant) {
    return (hour(instant) + 1) * HOUR;
  }

  /** Hours begin with those of UTC, also in a zone that is half an hour off. */
  private static int ofWeek(long instant, WeekHours zone) {
    return zone.of(hour(instant) * HOUR);
  }
}
