package io.campaignpulse.bench;

import java.util.List;

/**
 * What the alerts job took for its series, minute by minute. An update is a minute of a series that
 * was judged.
 *
 * @param series how many
 * @param minutesBefore minutes of each series that were told before the first tick
 * @param readings at the beginning, after the first tick and after each minute that followed
 * @param outlooks how many were told: one at the first tick and one for each update
 * @param alerts how many were told
 */
record AlertsEffort(
    int series, int minutesBefore, List<Effort> readings, long outlooks, long alerts) {

  /** Minutes that passed after the first tick. */
  int minutes() {
    return readings.size() - 2;
  }

  long updates() {
    return (long) series * minutes();
  }

  /** Core-µs of an update. */
  double perUpdate() {
    return between(0, minutes());
  }

  /** The same of the first half of the minutes. */
  double early() {
    return between(0, minutes() / 2);
  }

  /** The same of the second half of the minutes. */
  double late() {
    return between(minutes() / 2, minutes());
  }

  private double between(int from, int until) {
    return readings
        .get(until + 1)
        .minus(readings.get(from + 1))
        .coreMicrosPerEvent((long) series * (until - from));
  }

  /** Core-µs of a minute of a series that was there before the first tick. */
  double perMinuteBefore() {
    return readings
        .get(1)
        .minus(readings.get(0))
        .coreMicrosPerEvent((long) series * Math.max(1, minutesBefore));
  }

  /** Whether every series was judged by every minute's news. */
  boolean isComplete() {
    int ticks = minutes() + (minutesBefore > 0 ? 1 : 0);
    return outlooks == (long) ticks * series;
  }
}
