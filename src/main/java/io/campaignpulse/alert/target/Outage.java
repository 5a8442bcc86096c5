package io.campaignpulse.alert.target;

/**
 * Time in which conversions could not come in. What was to be expected of it is left out of the
 * test, or every campaign would miss its target, and is added when the conversions of that time
 * come after all, or they would hide a miss. A value.
 *
 * @param from last instant at which conversions came, epoch milliseconds
 * @param until when they came again; 0 as long as they don't
 * @param expected what was to be expected meanwhile
 * @param counted what came all the same
 * @param returned share of it that is added by now, in [0, 1]
 */
public record Outage(long from, long until, double expected, double counted, double returned) {

  static Outage begin(long from, double expected) {
    return new Outage(from, 0, expected, 0, 0);
  }

  boolean isOpen() {
    return until == 0;
  }

  Outage with(double moreExpected, double moreCounted) {
    return new Outage(from, until, expected + moreExpected, counted + moreCounted, returned);
  }

  Outage over(long tick) {
    return new Outage(from, tick, expected, counted, returned);
  }

  Outage returned(double share) {
    return new Outage(from, until, expected, counted, share);
  }

  /** The share of the time up to an instant at which a late conversion happened. */
  double shareUntil(long instant) {
    return until <= from ? 0 : Math.max(0, Math.min(1, (instant - from) / (double) (until - from)));
  }

  boolean contains(long instant) {
    return instant > from && (isOpen() || instant <= until);
  }
}
