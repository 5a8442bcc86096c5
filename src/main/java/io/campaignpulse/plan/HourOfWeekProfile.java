package io.campaignpulse.plan;

import java.util.Arrays;

/**
 * How business spreads over the hours of a week of the reporting zone: a clock that runs fast in
 * strong hours and slowly at night. It shows <em>operational hours</em>, 168 a week. A value.
 *
 * @param untilHour operational hours from Monday 00:00 until each full hour: 169 values that never
 *     fall, from 0 to 168
 */
public record HourOfWeekProfile(double[] untilHour) {

  /** Hours of a week. */
  public static final int HOURS = 168;

  private static final long HOUR = 3_600_000;

  /** The profile in which all hours are alike. */
  public static HourOfWeekProfile flat() {
    double[] weights = new double[HOURS];
    Arrays.fill(weights, 1);
    return of(weights);
  }

  /**
   * The profile of weights that are known up to a factor.
   *
   * @param weights of the 168 hours from Monday 00:00, none below 0, some above
   */
  public static HourOfWeekProfile of(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    if (weights.length != HOURS || !(sum > 0)) {
      throw new IllegalArgumentException("not the weights of a week");
    }
    double[] until = new double[HOURS + 1];
    for (int hour = 0; hour < HOURS; hour++) {
      until[hour + 1] = until[hour] + weights[hour] / sum * HOURS;
    }
    until[HOURS] = HOURS;
    return new HourOfWeekProfile(until);
  }

  /** The weight of an hour of the week, 0 being Monday 00:00 to 01:00; all have the mean 1. */
  public double weight(int hourOfWeek) {
    return untilHour[hourOfWeek + 1] - untilHour[hourOfWeek];
  }

  /**
   * Operational hours since some Monday 00:00.
   *
   * @param millis local time since then; negative before it
   */
  double hours(long millis) {
    long hour = Math.floorDiv(millis, HOUR);
    int ofWeek = Math.floorMod(hour, HOURS);
    double within = Math.floorMod(millis, HOUR) / (double) HOUR;
    return (double) (hour - ofWeek) + untilHour[ofWeek] + within * weight(ofWeek);
  }

  /** The inverse of {@link #hours}: the earliest local time at which the clock shows that much. */
  long millis(double hours) {
    long week = (long) Math.floor(hours / HOURS);
    double rest = Math.min(Math.max(hours - (double) week * HOURS, 0), HOURS);
    int found = Arrays.binarySearch(untilHour, rest);
    int hour = found >= 0 ? found : -found - 2;
    while (hour > 0 && untilHour[hour - 1] == rest) {
      hour--;
    }
    double within = hour == HOURS ? 0 : (rest - untilHour[hour]) / weight(hour);
    double millis = Double.isFinite(within) ? Math.ceil(within * HOUR) : 0;
    return (week * HOURS + hour) * HOUR + (long) millis;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HourOfWeekProfile that && Arrays.equals(untilHour, that.untilHour);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(untilHour);
  }
}
