package io.campaignpulse.alert.target;

import io.campaignpulse.evidence.DetectorInterval;
import io.campaignpulse.evidence.RatioInterval;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import java.time.Duration;
import java.util.List;

/**
 * Ratio of what came to what was expected as it is shown: of the shortest of 24 hours, 7 days and
 * the time the target has held in which at least 25 effective counts were expected, else of the
 * whole time. Not of the time since evidence began to rise: that start is chosen by the data, and
 * what follows it looks worse than it is. A value.
 *
 * @param since begin of the time it is about, epoch milliseconds
 * @param count what came in it
 * @param expected what was expected in it
 * @param low lower end of the interval that the detector doesn't reject, as a ratio
 * @param high upper end
 */
record ShownRatio(long since, double count, double expected, double low, double high) {

  private static final double ENOUGH = 25;
  private static final List<Duration> SPANS = List.of(Duration.ofHours(24), Duration.ofDays(7));

  /** The ratio of a watch as it stands. */
  static ShownRatio of(WatchState watch, double unit, TargetTest test, long tick) {
    return of(watch, watch.test(), unit, test, tick);
  }

  /** The ratio of a watch whose test has moved on. */
  static ShownRatio of(
      WatchState watch, TargetState test, double unit, TargetTest detector, long tick) {
    long begun = watch.target().since();
    for (Duration span : SPANS) {
      double expected = watch.recent().expected(span);
      if (tick - begun > span.toMillis() && expected >= ENOUGH * unit) {
        return shown(tick - span.toMillis(), watch.recent().count(span), expected, unit, detector);
      }
    }
    return shown(begun, test.count(), test.expected(), unit, detector);
  }

  /** What came ÷ what was expected; not a number where nothing was. */
  double ratio() {
    return count / expected;
  }

  private static ShownRatio shown(
      long since, double count, double expected, double unit, TargetTest detector) {
    double came = Math.max(0, count);
    double awaited = Math.max(0, expected);
    RatioInterval interval = DetectorInterval.of(came / unit, detector.tolerated(awaited) / unit);
    return new ShownRatio(since, came, awaited, interval.low(), interval.high());
  }
}
