package io.campaignpulse.evidence;

import java.time.Duration;
import java.util.Arrays;

/**
 * Scatter of the counts of one series at each {@link ScatterScale}, gathered bucket of six hours by
 * bucket of six hours.
 *
 * <p>As the level of a series is not known and may change, which is what a test looks for and not
 * scatter, neighbouring counts are compared: for exposures l₁ and l₂, (n₁l₂ − n₂l₁)² ÷
 * (l₁l₂(l₁+l₂)) is the level times φ on average (von Neumann, Annals of Mathematical Statistics 12,
 * 1941). Pairs are forgotten with a half-life of 21 days. A value; its array belongs to it.
 *
 * @param values events and exposure of all buckets; then per scale the open stretch, the one before
 *     it and the sums of {@link ScatterSums}
 */
public record Scatter(double[] values) {

  /** Length of a bucket, milliseconds. */
  public static final long BUCKET = Duration.ofHours(6).toMillis();

  private static final double HALF_LIFE_BUCKETS = 21 * 4;
  private static final double KEPT = StrictMath.pow(0.5, 1 / HALF_LIFE_BUCKETS);

  private static final int EVENTS = 0;
  private static final int EXPOSURE = 1;
  private static final int SCALES = 2;

  private static final int STRETCH = 0;
  private static final int WHOLE = 1;
  private static final int COUNT = 2;
  private static final int EXPECTED = 3;
  private static final int LAST_STRETCH = 4;
  private static final int LAST_COUNT = 5;
  private static final int LAST_EXPECTED = 6;
  private static final int SUMS = 7;
  private static final int SCALE_SIZE = SUMS + ScatterSums.SIZE;

  private static final double NO_STRETCH = Double.NEGATIVE_INFINITY;

  /** Events by which a pair of counts says half of what one of many events says. */
  private static final double HALF_TELLING = 0.5;

  /** A series of which no bucket is known. */
  public static final Scatter NONE = new Scatter(unknown());

  private static double[] unknown() {
    double[] values = new double[SCALES + ScatterScale.COUNT * SCALE_SIZE];
    for (int scale = 0; scale < ScatterScale.COUNT; scale++) {
      values[at(scale) + STRETCH] = NO_STRETCH;
      values[at(scale) + LAST_STRETCH] = NO_STRETCH;
    }
    return values;
  }

  private static int at(int scale) {
    return SCALES + scale * SCALE_SIZE;
  }

  /** The bucket an instant lies in, counted from the epoch. */
  public static long bucketOf(long instant) {
    return Math.floorDiv(instant, BUCKET);
  }

  /**
   * The scatter after one more bucket. Buckets come in order; one that is left out had no exposure.
   *
   * @param bucket counted from the epoch, {@link #bucketOf}
   * @param events what came in it; below 0 counts as 0
   * @param expected its exposure, in events expected at target; below 0 counts as 0
   */
  public Scatter with(long bucket, double events, double expected) {
    double[] next = values.clone();
    double came = Math.max(0, events);
    double exposure = Math.max(0, expected);
    next[EVENTS] = KEPT * next[EVENTS] + came;
    next[EXPOSURE] = KEPT * next[EXPOSURE] + exposure;
    double level = next[EXPOSURE] > 0 ? next[EVENTS] / next[EXPOSURE] : 0;
    for (ScatterScale scale : ScatterScale.values()) {
      add(next, scale, bucket, came, exposure, level);
    }
    return new Scatter(next);
  }

  private static void add(
      double[] values,
      ScatterScale scale,
      long bucket,
      double came,
      double exposure,
      double level) {
    int at = at(scale.ordinal());
    long stretch = Math.floorDiv(bucket, scale.buckets());
    if (values[at + STRETCH] != stretch) {
      boolean known = values[at + STRETCH] != NO_STRETCH;
      close(values, at, scale, level);
      values[at + STRETCH] = stretch;
      values[at + WHOLE] = known || bucket == stretch * scale.buckets() ? 1 : 0;
      values[at + COUNT] = 0;
      values[at + EXPECTED] = 0;
    }
    values[at + COUNT] += came;
    values[at + EXPECTED] += exposure;
  }

  /** The open stretch is compared with the one before it, whose place it takes. */
  private static void close(double[] values, int at, ScatterScale scale, double level) {
    boolean whole = values[at + WHOLE] == 1 && values[at + EXPECTED] > 0;
    if (whole) {
      compare(values, at, scale, level);
    }
    values[at + LAST_STRETCH] = whole ? values[at + STRETCH] : NO_STRETCH;
    values[at + LAST_COUNT] = values[at + COUNT];
    values[at + LAST_EXPECTED] = values[at + EXPECTED];
  }

  private static void compare(double[] values, int at, ScatterScale scale, double level) {
    if (values[at + LAST_STRETCH] != values[at + STRETCH] - 1) {
      return;
    }
    double first = values[at + LAST_EXPECTED];
    double second = values[at + EXPECTED];
    double weight = 2 * first * second / (first + second);
    double off = (values[at + COUNT] / second - values[at + LAST_COUNT] / first) * weight;
    double mean = weight * level;
    double[] pair = ScatterSums.ofPair(off * off / 2, mean, mean / (mean + HALF_TELLING));
    double kept = StrictMath.pow(KEPT, scale.buckets());
    for (int i = 0; i < ScatterSums.SIZE; i++) {
      values[at + SUMS + i] = kept * values[at + SUMS + i] + pair[i];
    }
  }

  /** Events per unit of exposure; 0 without any. */
  public double level() {
    return values[EXPOSURE] > 0 ? values[EVENTS] / values[EXPOSURE] : 0;
  }

  /** What it adds to the sums of all series. */
  public ScatterSums sums() {
    double[] sums = new double[ScatterScale.COUNT * ScatterSums.SIZE];
    for (int scale = 0; scale < ScatterScale.COUNT; scale++) {
      System.arraycopy(values, at(scale) + SUMS, sums, scale * ScatterSums.SIZE, ScatterSums.SIZE);
    }
    return new ScatterSums(sums);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scatter scatter && Arrays.equals(values, scatter.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Scatter" + Arrays.toString(values);
  }
}
