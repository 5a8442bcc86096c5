package io.campaignpulse.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A planned course over clock time.
 *
 * @param points share of the period and share of the goal, from (0, 0) to (1, 1)
 */
record Course(List<double[]> points) {

  static final String LEARNED = "LEARNED";

  private static final double[] START = {0, 0};
  private static final double[] END = {1, 1};

  /** Whether a text is a course. */
  static boolean isCourse(@Nullable String text) {
    return LEARNED.equals(text) || of(text) != null;
  }

  /** The course that a text says, LINEAR where there is none; null if it is no course of points. */
  static @Nullable Course of(@Nullable String text) {
    if (text == null || text.equals("LINEAR")) {
      return new Course(List.of(START, END));
    }
    String[] parts = text.replaceAll("[\\[\\]\\s]", "").split(",", -1);
    List<double[]> points = new ArrayList<>(List.of(START));
    try {
      for (int i = 0; i < parts.length; i++) {
        int colon = parts[i].indexOf(':');
        boolean isPair = text.contains(":");
        double time =
            isPair ? Double.parseDouble(parts[i].substring(0, colon)) : (i + 1.0) / parts.length;
        points.add(new double[] {time, Double.parseDouble(parts[i].substring(colon + 1))});
      }
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      return null;
    }
    return rises(points) ? new Course(points) : null;
  }

  private static boolean rises(List<double[]> points) {
    for (int i = 1; i < points.size(); i++) {
      double[] point = points.get(i);
      double[] before = points.get(i - 1);
      if (point[0] < before[0] || point[1] < before[1] || point[0] > 1 || point[1] > 1) {
        return false;
      }
    }
    double[] last = points.get(points.size() - 1);
    return last[0] == 1 && last[1] == 1;
  }

  /** The share of the goal that is to be reached by now. */
  double share(Instant now, Instant start, Instant end) {
    double at =
        (double) (now.toEpochMilli() - start.toEpochMilli())
            / (end.toEpochMilli() - start.toEpochMilli());
    if (at <= 0) {
      return 0;
    }
    for (int i = 1; i < points.size(); i++) {
      double[] from = points.get(i - 1);
      double[] to = points.get(i);
      if (at <= to[0]) {
        return from[1] + (at - from[0]) / (to[0] - from[0]) * (to[1] - from[1]);
      }
    }
    return 1;
  }
}
