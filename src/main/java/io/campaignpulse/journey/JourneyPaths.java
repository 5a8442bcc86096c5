package io.campaignpulse.journey;

import io.campaignpulse.event.ConversionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journeys of one person cut into paths. Among the conversions of a type a path ends at each of
 * them and holds the touches that came after the one before and were eligible for it. Touches on no
 * such path are null paths: a run of touches, each made while one before it was still open, which
 * ends when all their look-backs have passed. So nothing that comes later reopens a path.
 *
 * <p>The null paths a person would have without any conversion count among all types. Only for
 * types the person has conversions of, the paths of that type are counted and those taken back.
 */
public final class JourneyPaths {

  private final List<JourneyTouch> touches;
  private final Map<ConversionType, List<PathEnd>> ends = new EnumMap<>(ConversionType.class);

  /**
   * The paths of a person.
   *
   * @param touches in their order
   */
  public JourneyPaths(List<JourneyTouch> touches, List<PathEnd> ends) {
    this.touches = touches;
    for (PathEnd end : ends) {
      this.ends.computeIfAbsent(end.type(), type -> new ArrayList<>()).add(end);
    }
    this.ends.values().forEach(each -> each.sort(Comparator.comparingLong(PathEnd::at)));
  }

  /** Counts all paths that had ended before an instant, and those of all conversions. */
  public void count(long before, long sign, PathTally into) {
    ends.forEach((type, each) -> cut(type, each, new Count(Long.MIN_VALUE, before, sign, into)));
    countNullPaths(Long.MIN_VALUE, before, sign, into);
  }

  /** Counts the null paths that ended in [from, before). */
  public void countEnded(long from, long before, PathTally into) {
    ends.forEach((type, each) -> cut(type, each, new Count(from, before, 1, into).ofNullPaths()));
    countNullPaths(from, before, 1, into);
  }

  private void countNullPaths(long from, long before, long sign, PathTally into) {
    Count all = new Count(from, before, sign, into);
    all.nullPaths(null, touches);
    Count takenBack = new Count(from, before, -sign, into);
    ends.keySet().forEach(type -> takenBack.nullPaths(type, touches));
  }

  private void cut(ConversionType type, List<PathEnd> ends, Count count) {
    int next = 0;
    for (PathEnd end : ends) {
      List<JourneyTouch> eligible = new ArrayList<>();
      List<JourneyTouch> missed = new ArrayList<>();
      for (; next < touches.size() && touches.get(next).time() <= end.at(); next++) {
        JourneyTouch touch = touches.get(next);
        (touch.openUntil() >= end.at() ? eligible : missed).add(touch);
      }
      if (!end.settled()) {
        count.path(type, eligible, end.at());
        count.nullPaths(type, missed);
      }
    }
    count.nullPaths(type, touches.subList(next, touches.size()));
  }

  /** What is counted: null paths that ended in [from, before), and conversions unless left out. */
  private record Count(long from, long before, long sign, PathTally into, boolean conversions) {

    Count(long from, long before, long sign, PathTally into) {
      this(from, before, sign, into, true);
    }

    Count ofNullPaths() {
      return new Count(from, before, sign, into, false);
    }

    void path(ConversionType type, List<JourneyTouch> touches, long endedAt) {
      if (conversions) {
        into.add(type, touches, true, endedAt, sign);
      }
    }

    void nullPaths(@Nullable ConversionType type, List<JourneyTouch> touches) {
      int start = 0;
      long openUntil = Long.MIN_VALUE;
      for (int i = 0; i < touches.size(); i++) {
        JourneyTouch touch = touches.get(i);
        if (i > start && touch.time() > openUntil) {
          nullPath(type, touches.subList(start, i), openUntil);
          start = i;
          openUntil = Long.MIN_VALUE;
        }
        openUntil = Math.max(openUntil, touch.openUntil());
      }
      if (start < touches.size()) {
        nullPath(type, touches.subList(start, touches.size()), openUntil);
      }
    }

    private void nullPath(@Nullable ConversionType type, List<JourneyTouch> touches, long endedAt) {
      if (from <= endedAt && endedAt < before) {
        into.add(type, touches, false, endedAt, sign);
      }
    }
  }
}
