package io.campaignpulse.alert.feed;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.evidence.UsualWeek;
import io.campaignpulse.evidence.WeekHours;

/**
 * Rate of events of a source, learned minute by minute. Before a day is known it is the mean so
 * far; then that of the hour of the week, {@link UsualWeek}. If less came lately than that, as on a
 * slow day, less is expected: the rate is lowered by what the last hours before the last event had
 * of it, never raised. A value; its arrays belong to it.
 *
 * @param week what usually comes in each hour of the week
 * @param rates events per hour by hour of the week, as of the last whole hour
 * @param minutes how many minutes were learned
 * @param events how many events
 * @param lately events of the last hours, fading
 * @param latelyUsual what was usual of them
 * @param level events to what was usual in the last hours as of the last event, at most 1
 * @param scatter how what comes falls below what the last hours let expect
 */
public record EventRate(
    UsualWeek week,
    double[] rates,
    double minutes,
    double events,
    double lately,
    double latelyUsual,
    double level,
    StretchScatter scatter) {

  private static final int HOURS_OF_DAY = 24;

  /** Events an hour of the day may have missed by chance. */
  private static final double LEAST_COUNT = .5;

  private static final double LEAST_MINUTES = 30;
  private static final double LEAST_EVENTS = 50;
  private static final double DAY_MINUTES = 1440;
  private static final double LEAST_EVENTS_OF_DAY = 20;
  private static final double WEEK_MINUTES = 10_080;

  /** The last hours: two, fading. */
  private static final double LATELY_FADED = StrictMath.exp(-1 / 120.0);

  /** Events the last hours are taken to have had, as usual: a few events show no level. */
  private static final double LATELY_PSEUDO_EVENTS = 5;

  /** Nothing is known. */
  public static final EventRate UNKNOWN =
      new EventRate(UsualWeek.UNKNOWN, new double[0], 0, 0, 0, 0, 1, StretchScatter.NONE);

  /** Whether enough is known to miss anything: half an hour and 50 events, or a day and 20. */
  public boolean isKnown() {
    return (minutes >= LEAST_MINUTES && events >= LEAST_EVENTS)
        || (hasDay() && events >= LEAST_EVENTS_OF_DAY);
  }

  /** Whether a day is known, so the hours of a day. */
  boolean hasDay() {
    return minutes >= DAY_MINUTES;
  }

  /** Events expected from one minute's start to another's. */
  public double expected(long from, long to, WeekHours zone) {
    return level * usual(from, to, zone);
  }

  private double usual(long from, long to, WeekHours zone) {
    if (hasDay()) {
      return UsualWeek.expected(rates, from, to, zone);
    }
    return minutes == 0 ? 0 : events / minutes * (to - from) / MINUTE;
  }

  /** Events expected in a week. */
  public double ofWeek() {
    return minutes == 0 ? 0 : events / minutes * WEEK_MINUTES;
  }

  /** Overdispersion of the events of a stretch, at least 1. */
  double phi() {
    return scatter.phi(ofWeek() / WEEK_MINUTES);
  }

  /** Overdispersion of the few events whose absence makes a silence, at least 1. */
  double silencePhi() {
    return scatter.silencePhi(ofWeek() / WEEK_MINUTES);
  }

  /** The rate after one more minute with its events; minutes come in order. */
  public EventRate after(long minute, double count, WeekHours zone) {
    double usual = usual(minute, minute + MINUTE, zone);
    UsualWeek next = week.watched(minute, minute + MINUTE, zone).counted(minute, count, zone);
    double nextLately = LATELY_FADED * lately + count;
    double nextUsual = LATELY_FADED * latelyUsual + usual;
    return new EventRate(
        next,
        next.hours() == week.hours() && rates.length > 0 ? rates : cautious(next),
        minutes + 1,
        events + count,
        nextLately,
        nextUsual,
        count > 0 ? Math.min(1, ratio(nextLately, nextUsual)) : level,
        hasDay()
            ? scatter.with(minute, count, usual, Math.min(1, ratio(lately, latelyUsual)))
            : scatter);
  }

  /**
   * Rates of a week by which no hour of the day would have brought more than it did: shrinking
   * towards a flat day lets expect events at night while few nights are known.
   */
  private static double[] cautious(UsualWeek week) {
    double[] rates = week.rates(1);
    for (int hour = 0; hour < HOURS_OF_DAY; hour++) {
      double came = LEAST_COUNT;
      double usual = 0;
      for (int cell = hour; cell < rates.length; cell += HOURS_OF_DAY) {
        came += week.counts()[cell];
        usual += week.hours()[cell] * rates[cell];
      }
      for (int cell = hour; came < usual && cell < rates.length; cell += HOURS_OF_DAY) {
        rates[cell] *= came / usual;
      }
    }
    return rates;
  }

  private static double ratio(double events, double usual) {
    return (events + LATELY_PSEUDO_EVENTS) / (usual + LATELY_PSEUDO_EVENTS);
  }
}
