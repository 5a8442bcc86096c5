package io.campaignpulse.spend;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The time that spend reports cover: disjoint periods in order, those that touch joined.
 *
 * @param bounds start and end of each period in turn, epoch milliseconds
 */
public record Coverage(long[] bounds) {

  private static final long PASSED_MILLIS = 2L * 24 * 3_600_000;

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

  /**
   * This with its holes filled that what follows has passed by two days: a platform leaves out the
   * days without cost.
   */
  public Coverage filled() {
    long[] filled = new long[bounds.length];
    int size = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (size > 0 && end() - bounds[i] >= PASSED_MILLIS) {
        filled[size - 1] = bounds[i + 1];
      } else {
        filled[size++] = bounds[i];
        filled[size++] = bounds[i + 1];
      }
    }
    return size == bounds.length ? this : new Coverage(Arrays.copyOf(filled, size));
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
