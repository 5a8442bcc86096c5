package io.campaignpulse.evidence;

/**
 * How the events of a series scatter among buckets of 6 hours, the running one included. A value.
 *
 * @param known what complete buckets have told
 * @param bucket start of the running bucket, epoch milliseconds
 * @param count events in it
 * @param expected events expected in it
 */
public record BucketScatter(Overdispersion known, long bucket, double count, double expected) {

  /** A series of which nothing is known at a time. */
  public static BucketScatter start(long now) {
    return new BucketScatter(Overdispersion.NONE, bucketOf(now), 0, 0);
  }

  private static long bucketOf(long time) {
    return Math.floorDiv(time, Overdispersion.BUCKET) * Overdispersion.BUCKET;
  }

  /**
   * The scatter after the events of a step that ends with a tick: a bucket that is complete by then
   * tells its part.
   */
  public BucketScatter with(long tick, double events, double awaited) {
    long current = bucketOf(tick - 1);
    return current == bucket
        ? new BucketScatter(known, bucket, count + events, expected + awaited)
        : new BucketScatter(known.with(count, expected), current, events, awaited);
  }

  /** The scatter once the running bucket is to be counted by another target. */
  public BucketScatter anew() {
    return new BucketScatter(known, bucket, 0, 0);
  }

  /** φ, at least 1; see {@link Overdispersion#phi}. */
  public double phi(double variance, double shown) {
    return known.phi(variance, expected, shown);
  }
}
