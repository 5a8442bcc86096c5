package io.campaignpulse.lag;

import java.time.Duration;
import java.util.Arrays;

/**
 * Detector of lags that become longer: short ones are missing while middle ones stay. It compares,
 * quarter of an hour by quarter and bucket by bucket, which share of the conversions that came by
 * the end of a bucket came in it, with the share of the curve known before. That share doesn't
 * depend on how many conversions come, so a weaker demand is no shift.
 *
 * <p>Per alternative (the odds of the buckets of one stretch of lags times o) a Shiryaev–Roberts
 * sum of likelihood ratios oˣ ÷ (1 − g + g·o)ⁿ. Each stretch has its own, as lags that are three
 * times as long show in the middle of the curve and nowhere else. Their logarithms are divided by
 * the scatter of hours seen so far, as lags that differ by the hour of the day are no shift either.
 * A value; its array belongs to it.
 *
 * @param values the open quarter, its counts, squared deviations and their number, since when the
 *     evidence is strong and since when it makes suspicious, R of each alternative
 */
public record LagShift(double[] values) {

  /** How often it is looked at. */
  public static final long SPAN = Duration.ofMinutes(15).toMillis();

  /** Odds that are looked for; smaller shifts do no harm. */
  private static final double[] ODDS = {1.5, 2, 3, 5};

  /** First buckets of the stretches: up to 15 minutes, 2 hours, a day, and longer. */
  private static final int[] STRETCHES = {
    1,
    LagGrid.bucket(Duration.ofMinutes(16).toMillis()),
    LagGrid.bucket(Duration.ofMinutes(121).toMillis()),
    LagGrid.bucket(Duration.ofHours(25).toMillis())
  };

  private static final int ALTERNATIVES = STRETCHES.length * ODDS.length;

  /** Evidence from which lags may be changing. */
  private static final double SUSPECTED = 10;

  /** Evidence from which lags are taken for changed, if it lasts. */
  private static final double ENOUGH = 1000;

  /**
   * How long it must last: where a shop is closed at night, lags of the morning are long every day.
   */
  private static final long LASTS = Duration.ofHours(24).toMillis();

  /** How long lags may be suspected without being found changed: what lasts is no shift. */
  private static final long SUSPECTED_FOR = Duration.ofDays(2).toMillis();

  private static final double HEAD_START = 0.5;

  /** Evidence offered each quarter of an hour: at most 1 false shift in 600 weeks. */
  private static final double PER_SPAN = 0.0025;

  /** Hours and buckets that scatter as chance would let them, before any is known. */
  private static final double USUAL_DEVIATIONS = 50;

  private static final double KEPT_PER_SPAN = StrictMath.pow(0.5, 1.0 / (21 * 96));

  private static final int OPEN_SPAN = 0;
  private static final int IN = 1;
  private static final int BY_END = IN + LagGrid.BUCKETS;
  private static final int SQUARES = BY_END + LagGrid.BUCKETS;
  private static final int DEVIATIONS = SQUARES + 1;
  private static final int STRONG_SINCE = DEVIATIONS + 1;
  private static final int SUSPECTED_SINCE = STRONG_SINCE + 1;
  private static final int EVIDENCE = SUSPECTED_SINCE + 1;
  private static final int SIZE = EVIDENCE + ALTERNATIVES;

  /** Nothing is known of any hour. */
  public static final LagShift NONE = begin();

  private static LagShift begin() {
    double[] values = new double[SIZE];
    values[OPEN_SPAN] = Double.NEGATIVE_INFINITY;
    Arrays.fill(values, EVIDENCE, SIZE, HEAD_START);
    return new LagShift(values);
  }

  /**
   * The detector after more conversions whose lags are known.
   *
   * @param known the curve of the segment
   * @param now epoch milliseconds
   */
  public LagShift with(LagCounts.Counted counted, LagCurve known, long now) {
    double span = Math.floorDiv(now - 1, SPAN);
    double[] next = values.clone();
    if (next[OPEN_SPAN] != span) {
      close(next, known);
      next[OPEN_SPAN] = span;
      boolean strong = mean(next) >= ENOUGH;
      next[STRONG_SINCE] = since(strong, next[STRONG_SINCE], now);
      next[SUSPECTED_SINCE] = since(mean(next) >= SUSPECTED, next[SUSPECTED_SINCE], now);
    }
    for (int bucket = 0; bucket < LagGrid.BUCKETS; bucket++) {
      next[IN + bucket] += counted.in()[bucket];
      next[BY_END + bucket] += counted.byEnd()[bucket];
    }
    return new LagShift(next);
  }

  private static double since(boolean holds, double since, long now) {
    return !holds ? 0 : since == 0 ? now : since;
  }

  private static void close(double[] values, LagCurve known) {
    double scatter =
        Math.max(1, (values[SQUARES] + USUAL_DEVIATIONS) / (values[DEVIATIONS] + USUAL_DEVIATIONS));
    double[] gains = new double[ALTERNATIVES];
    values[SQUARES] *= KEPT_PER_SPAN;
    values[DEVIATIONS] *= KEPT_PER_SPAN;
    int stretch = 0;
    // The first bucket holds all there is by its end.
    for (int bucket = 1; bucket < LagGrid.BUCKETS; bucket++) {
      if (stretch + 1 < STRETCHES.length && bucket == STRETCHES[stretch + 1]) {
        stretch++;
      }
      double came = Math.max(0, values[BY_END + bucket]);
      double in = Math.max(0, Math.min(came, values[IN + bucket]));
      double share = known.hazard(bucket);
      double variance = came * share * (1 - share);
      if (variance > 0) {
        for (int k = 0; k < ODDS.length; k++) {
          gains[stretch * ODDS.length + k] +=
              in * StrictMath.log(ODDS[k]) - came * StrictMath.log(1 - share + share * ODDS[k]);
        }
        double off = in - came * share;
        // Few conversions deviate by whole ones: they count by what they could show.
        double weight = variance / (1 + variance);
        values[SQUARES] += weight * off * off / variance;
        values[DEVIATIONS] += weight;
      }
    }
    for (int k = 0; k < ALTERNATIVES; k++) {
      double evidence = (values[EVIDENCE + k] + PER_SPAN) * StrictMath.exp(gains[k] / scatter);
      values[EVIDENCE + k] = Math.min(evidence, 10 * ENOUGH * ALTERNATIVES);
    }
    Arrays.fill(values, IN, SQUARES, 0);
  }

  /** Whether lags have become longer: the evidence has been strong for a day. */
  public boolean isFound() {
    double since = values[STRONG_SINCE];
    return since != 0 && values[OPEN_SPAN] * SPAN - since >= LASTS;
  }

  /** Whether lags may be becoming longer. */
  public boolean isSuspected() {
    double since = values[SUSPECTED_SINCE];
    return since != 0 && values[OPEN_SPAN] * SPAN - since < SUSPECTED_FOR;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (int k = 0; k < ALTERNATIVES; k++) {
      sum += values[EVIDENCE + k];
    }
    return sum / ALTERNATIVES;
  }

  /** The detector once the shift was found: what is known of scatter stays. */
  public LagShift restarted() {
    double[] next = values.clone();
    Arrays.fill(next, EVIDENCE, SIZE, HEAD_START);
    next[STRONG_SINCE] = 0;
    next[SUSPECTED_SINCE] = 0;
    return new LagShift(next);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LagShift shift && Arrays.equals(values, shift.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "LagShift" + Arrays.toString(values);
  }
}
