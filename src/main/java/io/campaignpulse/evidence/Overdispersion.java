package io.campaignpulse.evidence;

import java.time.Duration;

/**
 * How much more the counts of a series scatter than chance alone would let them: φ, the variance of
 * a bucket's count as a multiple of its mean.
 *
 * <p>Σ(n−m)²/Σm over past buckets of 6 hours, m being what was to be expected of a bucket at the
 * series' own level. As that level is not known and may change, which is what a test looks for and
 * not scatter, neighbouring buckets are compared with one another: for exposures l₁ and l₂, (n₁l₂ −
 * n₂l₁)² ÷ (l₁l₂(l₁+l₂)) is the level times φ on average (von Neumann, Annals of Mathematical
 * Statistics 12, 1941). Pairs are weighted by their exposure and forgotten with a half-life of 21
 * days.
 *
 * <p>Scatter grows with volume: days and audiences that differ by a relative variance v give φ = 1
 * + v·m. So series share v, not φ: a series' own φ is shrunk to that of the portfolio's v at its
 * own volume. A series' φ̂ from k buckets has a relative variance of some 2/k, while series differ
 * from what their portfolio says by about a third of φ, a variance of 1/9: the portfolio is worth
 * 18 buckets, rounded to 16, four days. A value.
 *
 * @param squares Σ of squared differences, by weight, events²
 * @param exposure Σ of the weights, in units of expected events at target
 * @param exposureSquares Σ of their squares
 * @param count Σ of events in the pairs
 * @param countExposure Σ of their exposure
 * @param pairs pairs by what they tell: those of few events tell less
 * @param lastCount events of the last bucket
 * @param lastExposure its exposure; 0 before any
 */
public record Overdispersion(
    double squares,
    double exposure,
    double exposureSquares,
    double count,
    double countExposure,
    double pairs,
    double lastCount,
    double lastExposure) {

  /** Length of a bucket, milliseconds. */
  public static final long BUCKET = Duration.ofHours(6).toMillis();

  /** A series of which no bucket is known. */
  public static final Overdispersion NONE = new Overdispersion(0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * The relative variance of a portfolio nothing is known of: rates that differ by 15 % between
   * buckets.
   */
  public static final double USUAL_VARIANCE = 0.0225;

  /** How many buckets the portfolio's value is worth. */
  public static final double PORTFOLIO_BUCKETS = 16;

  /** What a bucket of 6 hours keeps of its weight by the time the next one is there. */
  private static final double KEPT = StrictMath.pow(0.5, 6.0 / (21 * 24));

  /**
   * What is known after one more bucket; the one before it should be the one before it in time.
   *
   * @param events what came in it; below 0 counts as 0
   * @param expected its exposure: what was expected in it at target; nothing is learned from a
   *     bucket without
   */
  public Overdispersion with(double events, double expected) {
    if (!(expected > 0)) {
      return this;
    }
    double came = Math.max(0, events);
    if (!(lastExposure > 0)) {
      return new Overdispersion(
          squares, exposure, exposureSquares, count, countExposure, pairs, came, expected);
    }
    double both = lastExposure + expected;
    double weight = 2 * lastExposure * expected / both;
    double off = (came / expected - lastCount / lastExposure) * weight;
    double pairCount = (came + lastCount) / 2;
    double pairExposure = both / 2;
    double mean = weight * (KEPT * count + pairCount) / (KEPT * countExposure + pairExposure);
    return new Overdispersion(
        KEPT * squares + off * off / 2,
        KEPT * exposure + weight,
        KEPT * exposureSquares + weight * weight,
        KEPT * count + pairCount,
        KEPT * countExposure + pairExposure,
        KEPT * pairs + mean / (mean + 0.5),
        came,
        expected);
  }

  /** Events per expected event, as far as buckets are known. */
  private double level() {
    return countExposure > 0 ? count / countExposure : 0;
  }

  /** φ from this series alone, at least 0; 1 without a bucket to compare. */
  double own() {
    double mean = level() * exposure;
    return mean > 0 ? squares / mean : 1;
  }

  /**
   * φ, at least 1.
   *
   * @param variance relative variance of the portfolio, {@link DispersionShare#variance}
   * @param perBucket events expected at target in 6 hours at the recent volume
   * @param shown share of the scatter that shows between buckets, in (0, 1]: 1 without lags, else
   *     LagCurve.scatterShown of the bucket
   */
  public double phi(double variance, double perBucket, double shown) {
    double typical = exposure > 0 ? level() * exposureSquares / exposure : Math.max(0, perBucket);
    double portfolio = 1 + variance * typical;
    double known = pairs * shown * shown;
    double itself = 1 + (own() - 1) / shown;
    return Math.max(
        1, (known * itself + PORTFOLIO_BUCKETS * portfolio) / (known + PORTFOLIO_BUCKETS));
  }

  /**
   * What this series tells of the portfolio's relative variance.
   *
   * @param shown as of {@link #phi}
   */
  public DispersionShare share(double shown) {
    double level = level();
    return new DispersionShare(
        (squares - level * exposure) / shown,
        level * level * exposureSquares,
        pairs * shown * shown);
  }
}
