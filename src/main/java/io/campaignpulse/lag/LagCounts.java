package io.campaignpulse.lag;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/**
 * How many conversions of a segment came in which bucket of lags, as far as it says something about
 * the segment's {@link LagCurve}. Mutable: it belongs to the state of its operator.
 *
 * <p>A reverse-hazard estimator: of the conversions that came by the end of a bucket, which share
 * came in it. A conversion waits until its click is older than the end of the bucket, so that
 * clicks too young to have brought anything later don't make lags look short (right truncation: see
 * Lagakos, Barraj and De Gruttola, Biometrika 75, 1988). Each bucket has a ring of panes for those
 * that wait, a sixteenth of its end wide, so an addition costs the number of buckets and the size
 * never changes. What was counted is forgotten with a half-life of 21 days.
 */
public final class LagCounts {

  /** Time after which a counted conversion counts half, milliseconds. */
  public static final long HALF_LIFE = Duration.ofDays(21).toMillis();

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int PANES_PER_END = 16;

  /** The panes that can wait at once, and four for clicks ahead of the last tick. */
  private static final int SLOTS = PANES_PER_END + 6;

  private static final int RINGS = LagGrid.BUCKETS * SLOTS;
  private static final int SIZE = 1 + 2 * LagGrid.BUCKETS + 2 * RINGS;

  private static final int IN = 1;
  private static final int BY_END = IN + LagGrid.BUCKETS;
  private static final int WAITING_IN = BY_END + LagGrid.BUCKETS;
  private static final int WAITING_BY_END = WAITING_IN + RINGS;

  /** Time of the last tick, 0 before any; then the counts, then the rings, by bucket. */
  private final double[] values;

  private LagCounts(double[] values) {
    this.values = values;
  }

  /** Counts in which nothing stands yet. */
  public LagCounts() {
    this(new double[SIZE]);
  }

  /** The counts of an array as {@link #toArray} gave it. */
  public static LagCounts fromArray(double[] array) {
    if (array.length != SIZE) {
      throw new IllegalArgumentException(
          "lag counts take " + SIZE + " values, not " + array.length);
    }
    return new LagCounts(array.clone());
  }

  /** Everything there is to keep, of the same length for ever. */
  public double[] toArray() {
    return values.clone();
  }

  /**
   * Adds conversions of one lag. The order of additions between two ticks makes no difference to
   * whole ones.
   *
   * @param clickTime epoch milliseconds
   * @param lagMillis arrival minus click time; beyond the horizon they aren't counted
   * @param count how many; negative to take some back that were added
   */
  public void add(long clickTime, long lagMillis, double count) {
    if (values[0] == 0) {
      advance(clickTime + Math.max(0, lagMillis));
    }
    int own = LagGrid.bucket(lagMillis);
    for (int bucket = own; bucket < LagGrid.BUCKETS; bucket++) {
      long pane = Math.floorDiv(clickTime, width(bucket));
      long oldest = oldestWaiting(bucket, (long) values[0]);
      if (pane < oldest) {
        values[BY_END + bucket] += count;
        values[IN + bucket] += bucket == own ? count : 0;
      } else {
        int slot = slot(bucket, Math.min(pane, oldest + SLOTS - 1));
        values[WAITING_BY_END + slot] += count;
        values[WAITING_IN + slot] += bucket == own ? count : 0;
      }
    }
  }

  /**
   * Counts what has waited long enough, and forgets a little.
   *
   * @param now epoch milliseconds; an earlier one than before changes nothing
   * @return what it counted
   */
  public Counted advance(long now) {
    long before = (long) values[0];
    Counted counted = new Counted(new double[LagGrid.BUCKETS], new double[LagGrid.BUCKETS]);
    if (now <= before) {
      return counted;
    }
    double kept = before == 0 ? 1 : StrictMath.pow(2, -(double) (now - before) / HALF_LIFE);
    for (int bucket = 0; bucket < LagGrid.BUCKETS; bucket++) {
      values[IN + bucket] *= kept;
      values[BY_END + bucket] *= kept;
      long from = oldestWaiting(bucket, before);
      long until = Math.min(oldestWaiting(bucket, now), from + SLOTS);
      for (long pane = from; pane < until; pane++) {
        int slot = slot(bucket, pane);
        counted.in()[bucket] += values[WAITING_IN + slot];
        counted.byEnd()[bucket] += values[WAITING_BY_END + slot];
        values[WAITING_IN + slot] = 0;
        values[WAITING_BY_END + slot] = 0;
      }
      values[IN + bucket] += counted.in()[bucket];
      values[BY_END + bucket] += counted.byEnd()[bucket];
    }
    values[0] = now;
    return counted;
  }

  /**
   * Conversions whose clicks have become older than the end of a bucket.
   *
   * @param in those of them that came in the bucket, by bucket
   * @param byEnd those that came by its end
   */
  public record Counted(double[] in, double[] byEnd) {}

  /**
   * Forgets what waits and all but a weight of what was counted, as when lags have changed: what
   * clicks of before bring says nothing of those to come.
   */
  public void shrink(double kept) {
    Arrays.fill(values, WAITING_IN, values.length, 0);
    double most = 0;
    for (int bucket = 0; bucket < LagGrid.BUCKETS; bucket++) {
      most = Math.max(most, values[BY_END + bucket]);
    }
    double share = most > kept ? kept / most : 1;
    for (int bucket = 0; bucket < LagGrid.BUCKETS; bucket++) {
      values[IN + bucket] *= share;
      values[BY_END + bucket] *= share;
    }
  }

  /** Conversions of clicks that are older than {@link LagGrid#MATURE}, faded. */
  public double matured() {
    return values[BY_END + LagGrid.bucket(LagGrid.MATURE)];
  }

  private static long width(int bucket) {
    long minutes = LagGrid.edge(bucket + 1) / MINUTE;
    return MINUTE * ((minutes + PANES_PER_END - 1) / PANES_PER_END);
  }

  /** The first pane with a click that isn't older than the bucket's end. */
  private static long oldestWaiting(int bucket, long now) {
    return Math.floorDiv(now - LagGrid.edge(bucket + 1), width(bucket));
  }

  private static int slot(int bucket, long pane) {
    return bucket * SLOTS + Math.floorMod(pane, SLOTS);
  }

  /** Conversions that count, by the sum of their weights. */
  public double weight() {
    return values[BY_END];
  }

  /**
   * The curve of several segments together, shrunk to another one as if that many conversions had
   * come along it.
   *
   * @param pseudoConversions above 0
   */
  static LagCurve curve(Collection<LagCounts> segments, LagCurve prior, double pseudoConversions) {
    double[] shares = new double[LagGrid.BUCKETS + 1];
    shares[LagGrid.BUCKETS] = 1;
    for (int bucket = LagGrid.BUCKETS - 1; bucket > 0; bucket--) {
      double end = prior.shares()[bucket + 1];
      double in = pseudoConversions * (end - prior.shares()[bucket]);
      double byEnd = pseudoConversions * end;
      for (LagCounts segment : segments) {
        in += segment.values[IN + bucket];
        byEnd += segment.values[BY_END + bucket];
      }
      double hazard = byEnd > 0 ? Math.max(0, Math.min(1, in / byEnd)) : 1;
      shares[bucket] = shares[bucket + 1] * (1 - hazard);
    }
    return LagCurve.of(shares);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LagCounts counts && Arrays.equals(values, counts.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
