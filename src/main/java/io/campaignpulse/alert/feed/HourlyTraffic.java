package io.campaignpulse.alert.feed;

import io.campaignpulse.evidence.UsualWeek;
import io.campaignpulse.evidence.WeekHours;
import java.time.Duration;

/**
 * Traffic that is usual in each hour of the week, learned hour by hour. Known after a week. A
 * value.
 *
 * @param scatter how what comes differs from that
 */
public record HourlyTraffic(UsualWeek week, StretchScatter scatter) {

  static final long HOUR = Duration.ofHours(1).toMillis();

  private static final double MINUTES_OF_WEEK = 10_080;

  /** Nothing is known. */
  static final HourlyTraffic UNKNOWN = new HourlyTraffic(UsualWeek.UNKNOWN, StretchScatter.NONE);

  boolean isKnown() {
    return week.hasWeek();
  }

  /** Traffic expected of the hour that starts then. */
  double expected(long hour, WeekHours zone) {
    return week.expected(hour, hour + HOUR, 1, zone);
  }

  /** Overdispersion, at least 1. */
  double phi() {
    double sum = 0;
    for (double rate : week.rates(1)) {
      sum += rate;
    }
    return scatter.phi(sum / MINUTES_OF_WEEK);
  }

  /** The traffic that is usual after one more hour; hours come in order. */
  HourlyTraffic after(long hour, double count, WeekHours zone) {
    return new HourlyTraffic(
        week.watched(hour, hour + HOUR, zone).counted(hour, count, zone),
        isKnown() ? scatter.with(hour, count, expected(hour, zone), 1) : scatter);
  }
}
