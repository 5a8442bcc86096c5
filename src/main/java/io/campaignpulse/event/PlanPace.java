package io.campaignpulse.event;

import java.time.Duration;

/**
 * The time in which the pace of a plan is evaluated: from its start, or its last change if that is
 * later, to its end.
 *
 * @param from epoch milliseconds
 * @param until epoch milliseconds
 */
public record PlanPace(long from, long until) {

  private static final long LEAST_GRACE = Duration.ofHours(1).toMillis();

  /**
   * The end of the grace time, a tenth of what is left and at least an hour: forecasts before it
   * rest on next to nothing, and platforms follow a changed budget within hours.
   */
  public long graceUntil() {
    return from + Math.max(LEAST_GRACE, (until - from) / 10);
  }
}
