package io.campaignpulse.spend;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The time that spend reports cover: disjoint periods in order, those that touch joined.
 *
 * @param bounds start and end of each period in turn, epoch milliseconds
 */
public record Coverage(long[] bounds) {

  /** Nothing is covered. */
  public static Coverage none() {
    return new Coverage(new long[0]);
  }

  /** Until when reports cover time without a hole from the first one's start on; null = never. */
  public @Nullable Long until() {
    return bounds.length == 0 ? null : bounds[1];
  }

  /** The end of the last period; the beginning of time if nothing is covered. */
  public long end() {
    return bounds.length == 0 ? Long.MIN_VALUE : bounds[bounds.length - 1];
  }

  /** Whether any of [start, end) is covered. */
  public boolean touches(long start, long end) {
    int first = firstEndingAfter(start);
    return first < bounds.length && bounds[first] < end;
  }

  /** What of [start, end) isn't covered: start and end of each stretch in turn. */
  public long[] gaps(long start, long end) {
    long[] gaps = new long[bounds.length + 2];
    int size = 0;
    long from = start;
    for (int next = firstEndingAfter(start); from < end; next += 2) {
      long until = next < bounds.length ? Math.min(bounds[next], end) : end;
      if (from < until) {
        gaps[size++] = from;
        gaps[size++] = until;
      }
      from = next < bounds.length ? bounds[next + 1] : end;
    }
    return Arrays.copyOf(gaps, size);
  }

  /** The place of the first period that ends after an instant; past the last if none does. */
  private int firstEndingAfter(long instant) {
    int found = Arrays.binarySearch(bounds, instant);
    // The number of bounds at or before the instant: odd inside a period, even between two.
    int passed = found >= 0 ? found + 1 : -found - 1;
    return passed - passed % 2;
  }

  /** This without the periods that end at or before an instant. */
  public Coverage since(long instant) {
    int first = firstEndingAfter(instant);
    return first == 0 ? this : new Coverage(Arrays.copyOfRange(bounds, first, bounds.length));
  }

  /** This and one more period [start, end). */
  public Coverage with(long start, long end) {
    long joinedStart = start;
    long joinedEnd = end;
    long[] joined = new long[bounds.length + 2];
    int size = 0;
    int next = 0;
    while (next < bounds.length && bounds[next + 1] < start) {
      joined[size++] = bounds[next++];
      joined[size++] = bounds[next++];
    }
    while (next < bounds.length && bounds[next] <= end) {
      joinedStart = Math.min(joinedStart, bounds[next++]);
      joinedEnd = Math.max(joinedEnd, bounds[next++]);
    }
    joined[size++] = joinedStart;
    joined[size++] = joinedEnd;
    while (next < bounds.length) {
      joined[size++] = bounds[next++];
    }
    return new Coverage(Arrays.copyOf(joined, size));
  }
}
