package io.campaignpulse.alert.target;

import java.time.Duration;
import java.util.Arrays;

/**
 * What came and what was expected in the last seven days, in buckets of three hours. Late news
 * stand where they would have stood had they not been late. Mutable: it belongs to the state of its
 * watch.
 */
public record RecentCounts(double[] counts, double[] expected, long[] newest) {

  private static final long BUCKET = Duration.ofHours(3).toMillis();
  private static final int BUCKETS = 57;

  /** Nothing has come. */
  static RecentCounts begin(long tick) {
    return new RecentCounts(new double[BUCKETS], new double[BUCKETS], new long[] {bucketOf(tick)});
  }

  private static long bucketOf(long tick) {
    return Math.floorDiv(tick - 1, BUCKET);
  }

  private static int slot(long bucket) {
    return Math.floorMod(bucket, BUCKETS);
  }

  /** Adds a step that ends with a tick. */
  void add(long tick, double count, double awaited) {
    long bucket = bucketOf(tick);
    for (long each = Math.max(newest[0] + 1, bucket - BUCKETS + 1); each <= bucket; each++) {
      counts[slot(each)] = 0;
      expected[slot(each)] = 0;
    }
    newest[0] = Math.max(newest[0], bucket);
    counts[slot(newest[0])] += count;
    expected[slot(newest[0])] += awaited;
  }

  /** Puts right what happened at an instant; what is older than seven days is left out. */
  void correct(long instant, double count, double awaited) {
    long bucket = Math.min(newest[0], bucketOf(instant + 1));
    if (bucket > newest[0] - BUCKETS) {
      counts[slot(bucket)] += count;
      expected[slot(bucket)] += awaited;
    }
  }

  /** Takes out the expectation that was added last, up to an amount. */
  void takeOut(double awaited) {
    double left = awaited;
    for (long bucket = newest[0]; bucket > newest[0] - BUCKETS && left > 0; bucket--) {
      double out = Math.min(left, Math.max(0, expected[slot(bucket)]));
      expected[slot(bucket)] -= out;
      left -= out;
    }
  }

  /** What came in the last hours, the open bucket and as many whole ones as fit. */
  double count(Duration span) {
    return sum(counts, span);
  }

  /** What was expected of them. */
  double expected(Duration span) {
    return sum(expected, span);
  }

  private double sum(double[] values, Duration span) {
    long whole = span.toMillis() / BUCKET;
    double sum = 0;
    for (long bucket = newest[0] - whole; bucket <= newest[0]; bucket++) {
      sum += values[slot(bucket)];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentCounts recent
        && Arrays.equals(counts, recent.counts)
        && Arrays.equals(expected, recent.expected)
        && Arrays.equals(newest, recent.newest);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + Arrays.hashCode(expected);
  }

  @Override
  public String toString() {
    return "RecentCounts[counts=%s, expected=%s]"
        .formatted(Arrays.toString(counts), Arrays.toString(expected));
  }
}
