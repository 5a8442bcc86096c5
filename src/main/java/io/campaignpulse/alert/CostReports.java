package io.campaignpulse.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How late the cost of a series is usually reported, and whether it is overdue: half as much again
 * as the longest it has lately been waited for. A value.
 *
 * @param until until when it is reported, epoch milliseconds; 0 before any report
 * @param longest how old the last reported instant was at most before the next report,
 *     milliseconds; what is long ago counts less
 * @param reports how often it has got on
 */
public record CostReports(long until, double longest, int reports) {

  static final CostReports NONE = new CostReports(0, 0, 0);

  private static final int ENOUGH = 3;
  private static final double FORGET = 0.98;
  private static final double OVERDUE = 1.5;
  private static final double GRACE = Duration.ofMinutes(2).toMillis();

  /** The reports as a tick finds them. */
  CostReports seen(@Nullable Long reportedUntil, long tick) {
    if (reportedUntil == null || reportedUntil <= until) {
      return this;
    }
    if (until == 0) {
      return new CostReports(reportedUntil, 0, 0);
    }
    double waited = tick - until;
    return new CostReports(reportedUntil, Math.max(FORGET * longest, waited), reports + 1);
  }

  /** Whether the next report should have come. */
  boolean isOverdue(long tick) {
    return reports >= ENOUGH && tick - until > OVERDUE * longest + GRACE;
  }
}
