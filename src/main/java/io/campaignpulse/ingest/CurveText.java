package io.campaignpulse.ingest;

import io.campaignpulse.event.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The planned course of a plan as catalogues write it: {@code LINEAR}, {@code LEARNED}, or points
 * of cumulative share over clock time. Points are separated by commas, brackets around them and
 * blanks are allowed. They are either plain shares at even steps ({@code 0.5,0.8,1}: after a third,
 * two thirds and all of the period) or {@code timeShare:share} pairs ({@code 0.1:0.3,1:1}); between
 * points the share grows evenly.
 *
 * @param learned whether the course is the learned one; it has no points then
 * @param points from (0, 0) to (1, 1); times strictly rising, shares never falling
 */
public record CurveText(boolean learned, List<Point> points) {

  /** The longest course, in points. */
  public static final int MAX_POINTS = 1000;

  private static final String LINEAR_NAME = "LINEAR";
  private static final String LEARNED_NAME = "LEARNED";
  private static final Point START = new Point(0, 0);
  private static final Point END = new Point(1, 1);

  /** Evenly over clock time: what no text means. */
  public static final CurveText LINEAR = new CurveText(false, List.of(START, END));

  /** As the portfolio has taught it. */
  public static final CurveText LEARNED = new CurveText(true, List.of());

  /**
   * A point of the course.
   *
   * @param timeShare share of the period that has passed, in [0, 1]
   * @param share share of the goal planned to be reached by then, in [0, 1]
   */
  public record Point(double timeShare, double share) {}

  /**
   * The course a text describes; {@link RejectedException} INVALID_VALUE if it describes none.
   *
   * @param field name of the field, for the refusal
   * @param text null means LINEAR
   */
  public static CurveText parse(String field, @Nullable String text) {
    String course = text == null ? LINEAR_NAME : text.strip();
    return switch (course) {
      case LINEAR_NAME -> LINEAR;
      case LEARNED_NAME -> LEARNED;
      default -> new CurveText(false, points(field, withoutBrackets(course)));
    };
  }

  private static String withoutBrackets(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  private static List<Point> points(String field, String text) {
    String[] parts = text.split(",", -1);
    if (parts.length > MAX_POINTS) {
      throw invalid(field, "more than " + MAX_POINTS + " points");
    }
    boolean pairs = text.indexOf(':') >= 0;
    List<Point> points = new ArrayList<>(parts.length + 1);
    Point last = START;
    points.add(last);
    for (int i = 0; i < parts.length; i++) {
      Point next =
          pairs
              ? pair(field, parts[i])
              : new Point((i + 1.0) / parts.length, share(field, parts[i]));
      if (!next.equals(START) || points.size() > 1) {
        requireRising(field, last, next);
        points.add(next);
      }
      last = next;
    }
    if (!last.equals(END)) {
      throw invalid(field, pairs ? "the last pair is not 1:1" : "the last share is not 1");
    }
    return List.copyOf(points);
  }

  private static Point pair(String field, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw invalid(field, text.strip() + " is no timeShare:share");
    }
    return new Point(
        share(field, text.substring(0, colon)), share(field, text.substring(colon + 1)));
  }

  private static double share(String field, String text) {
    String number = text.strip();
    double share;
    try {
      share = Decimals.parse(field, number).doubleValue();
    } catch (Fields.UnreadableFieldException e) {
      throw invalid(field, "'" + number + "' is no share; expected LINEAR, LEARNED or points");
    }
    if (share < 0 || share > 1) {
      throw invalid(field, number + " is outside [0, 1]");
    }
    return share;
  }

  private static void requireRising(String field, Point last, Point next) {
    if (next.timeShare() <= last.timeShare()) {
      throw invalid(field, "the time shares do not rise at " + next.timeShare());
    }
    if (next.share() < last.share()) {
      throw invalid(field, "the shares fall at " + next.share());
    }
  }

  private static RejectedException invalid(String field, String why) {
    return new RejectedException(RejectionReason.INVALID_VALUE, field + ": " + why);
  }
}
