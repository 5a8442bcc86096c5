package io.campaignpulse.alert.portfolio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How late the cost of a series is usually reported, and whether it is overdue: half as much again
 * as the longest it has lately been waited for, or three times as much as others are waited for
 * while little is known of its own reports. A value.
 *
 * @param until until when it is reported, epoch milliseconds; 0 before any report
 * @param longest how old the last reported instant was at most before the next report,
 *     milliseconds; what is long ago counts less
 * @param reports how often it has got on
 */
public record CostReports(long until, double longest, int reports) {

  public static final CostReports NONE = new CostReports(0, 0, 0);

  private static final int ENOUGH = 3;
  private static final double FORGET = 0.98;
  private static final double OVERDUE = 1.5;
  private static final double GRACE = Duration.ofMinutes(2).toMillis();
  private static final double OVERDUE_AT_FIRST = 3;
  private static final double GRACE_AT_FIRST = Duration.ofMinutes(10).toMillis();

  /** The reports as a tick finds them. */
  public CostReports seen(@Nullable Long reportedUntil, long tick) {
    if (reportedUntil == null || reportedUntil <= until) {
      return this;
    }
    if (until == 0) {
      return new CostReports(reportedUntil, 0, 0);
    }
    return new CostReports(reportedUntil, Math.max(FORGET * longest, waited(tick)), reports + 1);
  }

  private double waited(long tick) {
    return tick - until;
  }

  /** The longest that was waited for a report, the present one included, milliseconds. */
  double longestWait(long tick) {
    return Math.max(longest, waited(tick));
  }

  /**
   * Whether the next report should have come.
   *
   * @param usual how long other series are waited for, milliseconds; null where that isn't known:
   *     then a series is not overdue before its own reports have shown how late they are
   */
  public boolean isOverdue(long tick, @Nullable Double usual) {
    if (reports >= ENOUGH) {
      return waited(tick) > OVERDUE * longest + GRACE;
    }
    return until != 0 && usual != null && waited(tick) > OVERDUE_AT_FIRST * usual + GRACE_AT_FIRST;
  }
}
