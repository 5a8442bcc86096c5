package io.campaignpulse.spend;

/**
 * What the clicks of a campaign and channel that no report covers yet are expected to cost
 * (metrics.md, row "provisionalSpend"): each as much as clicks did lately. A report is waited for
 * {@link #HORIZON_MILLIS}: then a click has waited in vain, and as long as such a click lies behind
 * everything that reports cover, no report is expected and nothing is provisional.
 *
 * @param cpcMicros what a click costs, micros of the reporting currency; 0 while nothing is known
 * @param newestGivenUp the newest minute with a click that has waited in vain, epoch milliseconds;
 *     the beginning of time if there is none
 */
public record SpendNowcast(long cpcMicros, long newestGivenUp) {

  /** How long a report is waited for: 7 days. */
  public static final long HORIZON_MILLIS = 7L * 24 * CostHistory.HOUR;

  /** Nothing is known. */
  public static final SpendNowcast UNKNOWN = new SpendNowcast(0, Long.MIN_VALUE);

  /** More than any sum of reports says; keeps absurd products inside a long. */
  private static final long MOST = 1_000_000_000_000_000L;

  /** When a click of that minute has waited in vain: for all minutes of an hour at once. */
  public static long givenUpAt(long minute) {
    return CostHistory.ceiling(minute + HORIZON_MILLIS);
  }

  /** Whether clicks may be given up at that time; windows end, and are forgotten, just before. */
  public static boolean isGivingUp(long time) {
    return Math.floorMod(time, CostHistory.HOUR) == 0;
  }

  /** The nowcast with another cost of a click. */
  public SpendNowcast withCpc(long micros) {
    return new SpendNowcast(micros, newestGivenUp);
  }

  /** The nowcast after a click of that minute has waited in vain. */
  public SpendNowcast withGivenUp(long minute) {
    return minute <= newestGivenUp ? this : new SpendNowcast(cpcMicros, minute);
  }

  /** What a click that waits costs, micros; 0 where no report is expected. */
  public long rate(Coverage coverage) {
    return newestGivenUp > Long.MIN_VALUE && newestGivenUp >= coverage.end() ? 0 : cpcMicros;
  }

  /** What that many clicks cost at a rate, micros. */
  public static long micros(long clicks, long rate) {
    return Math.multiplyHigh(clicks, rate) == 0 && clicks * rate >= 0
        ? Math.min(clicks * rate, MOST)
        : MOST;
  }
}
