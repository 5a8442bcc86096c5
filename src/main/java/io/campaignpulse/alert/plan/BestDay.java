package io.campaignpulse.alert.plan;

import io.campaignpulse.event.CoursePoint;
import java.time.Duration;
import java.util.List;

/**
 * The most a plan has reached in a day since an instant, seen through the points of its course: the
 * steepest stretch of at least a day; before a day has passed, what came so far at that rate.
 */
final class BestDay {

  private static final double DAY = Duration.ofDays(1).toMillis();

  private BestDay() {}

  /**
   * In millionths of the plan's measure; 0 where nothing was reached.
   *
   * @param since epoch milliseconds
   */
  static double micros(List<CoursePoint> course, long since) {
    List<CoursePoint> past =
        course.stream()
            .filter(point -> point.actualMicros() != null && point.time() >= since)
            .toList();
    double best = 0;
    int to = 0;
    for (int from = 0; from < past.size(); from++) {
      while (to < past.size() - 1 && past.get(to).time() - past.get(from).time() < DAY) {
        to++;
      }
      double days = (past.get(to).time() - past.get(from).time()) / DAY;
      if (days >= 1 || (from == 0 && days > 0)) {
        best = Math.max(best, (reached(past.get(to)) - reached(past.get(from))) / days);
      }
    }
    return best;
  }

  private static long reached(CoursePoint point) {
    Long actual = point.actualMicros();
    return actual == null ? 0 : actual;
  }
}
