package io.campaignpulse.spend;

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
    return new Coverage(java.util.Arrays.copyOf(joined, size));
  }
}
