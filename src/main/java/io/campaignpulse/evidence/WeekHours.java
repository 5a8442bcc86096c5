package io.campaignpulse.evidence;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Hours of the week in a time zone, 0 to 167 from Monday 00:00 on. Where clocks are put back an
 * hour comes twice, where they are put forward one is left out.
 */
public final class WeekHours {

  private static final int HOURS = 168;
  private static final long HOUR_SECONDS = 3600;

  /** From 1970-01-01, a Thursday, back to Monday. */
  private static final int HOURS_SINCE_MONDAY = 3 * 24;

  private final ZoneRules rules;

  /** The hours of a zone. */
  public WeekHours(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /** The hour of the week an instant lies in, epoch milliseconds. */
  public int of(long instant) {
    long seconds = Math.floorDiv(instant, 1000L);
    long local = seconds + rules.getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
    return (int)
        Math.floorMod(Math.floorDiv(local, HOUR_SECONDS) + HOURS_SINCE_MONDAY, (long) HOURS);
  }
}
