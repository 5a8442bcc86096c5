package io.campaignpulse.alert.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many events a source has per minute, learned minute by minute. Before a day is known it is
 * the mean so far; then that of the hour of the week (UTC), which is forgotten with a half-life of
 * four weeks and, while it is little known, that of the hour of the day. If less came lately than
 * that, as on a slow day, less is expected: the rate is lowered by what the last hours before the
 * last event had of it, never raised.
 *
 * @param events by hour of the week, weights that fade
 * @param minutes likewise
 * @param hour the hour that was last learned of, hours since the epoch; null before the first
 * @param knownMinutes how many minutes were learned
 * @param knownEvents how many events
 * @param lately events of the last hours, fading
 * @param latelyExpected what was expected of them
 * @param level events to expectations of the last hours as of the last event, at most 1
 */
public record EventRate(
    double[] events,
    double[] minutes,
    @Nullable Long hour,
    double knownMinutes,
    double knownEvents,
    double lately,
    double latelyExpected,
    double level) {

  private static final int HOURS_OF_DAY = 24;
  private static final int HOURS_OF_WEEK = 7 * HOURS_OF_DAY;

  /** 1970-01-01 was a Thursday. */
  private static final int FIRST_HOUR = 3 * HOURS_OF_DAY;

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** A week later. */
  private static final double FADED = StrictMath.pow(.5, 1.0 / 4);

  /** The minutes that the hour of the day is worth beside those of the hour of the week. */
  private static final double HOUR_OF_DAY_MINUTES = 60;

  private static final double LEAST_MINUTES = 30;
  private static final double LEAST_EVENTS = 50;
  private static final double DAY_MINUTES = 1440;
  private static final double LEAST_EVENTS_OF_DAY = 20;
  private static final double WEEK_MINUTES = 10_080;

  /** The last hours: two, fading. */
  private static final double LATELY_FADED = StrictMath.exp(-1 / 120.0);

  /** Nothing is known. */
  public static EventRate unknown() {
    return new EventRate(new double[HOURS_OF_WEEK], new double[HOURS_OF_WEEK], null, 0, 0, 0, 0, 1);
  }

  /** Whether enough is known to miss anything: half an hour and 50 events, or a day and 20. */
  public boolean isKnown() {
    return (knownMinutes >= LEAST_MINUTES && knownEvents >= LEAST_EVENTS)
        || (knownMinutes >= DAY_MINUTES && knownEvents >= LEAST_EVENTS_OF_DAY);
  }

  /** Events expected in a minute. */
  public double of(long minute) {
    return level * usual(minute);
  }

  /** Events expected in a week. */
  public double ofWeek() {
    return knownMinutes == 0 ? 0 : knownEvents / knownMinutes * WEEK_MINUTES;
  }

  private double usual(long minute) {
    if (knownMinutes < DAY_MINUTES) {
      return knownMinutes == 0 ? 0 : knownEvents / knownMinutes;
    }
    int cell = cell(minute / HOUR);
    double ofDayEvents = 0;
    double ofDayMinutes = 0;
    for (int day = cell % HOURS_OF_DAY; day < HOURS_OF_WEEK; day += HOURS_OF_DAY) {
      ofDayEvents += events[day];
      ofDayMinutes += minutes[day];
    }
    double ofDay = ofDayMinutes == 0 ? knownEvents / knownMinutes : ofDayEvents / ofDayMinutes;
    return (events[cell] + HOUR_OF_DAY_MINUTES * ofDay) / (minutes[cell] + HOUR_OF_DAY_MINUTES);
  }

  private static int cell(long hoursSinceEpoch) {
    return Math.floorMod(hoursSinceEpoch + FIRST_HOUR, HOURS_OF_WEEK);
  }

  /** What is known after one more minute with its events. */
  public EventRate after(long minute, double count) {
    double expected = usual(minute);
    long thisHour = minute / HOUR;
    int cell = cell(thisHour);
    double[] nextEvents = events.clone();
    double[] nextMinutes = minutes.clone();
    if (hour == null || hour != thisHour) {
      nextEvents[cell] *= FADED;
      nextMinutes[cell] *= FADED;
    }
    nextEvents[cell] += count;
    nextMinutes[cell] += 1;
    double nextLately = LATELY_FADED * lately + count;
    double nextExpected = LATELY_FADED * latelyExpected + expected;
    double ratio = nextExpected > 0 ? Math.min(1, nextLately / nextExpected) : 1;
    return new EventRate(
        nextEvents,
        nextMinutes,
        thisHour,
        knownMinutes + 1,
        knownEvents + count,
        nextLately,
        nextExpected,
        count > 0 ? ratio : level);
  }
}
