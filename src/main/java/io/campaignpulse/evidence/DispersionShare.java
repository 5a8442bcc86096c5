package io.campaignpulse.evidence;

/**
 * What one or more series tell of the relative variance they share: how much their counts scatter
 * beyond chance, Σ((n−m)²−m) ÷ Σm². A value.
 *
 * @param excess the numerator
 * @param squares the denominator
 * @param pairs pairs of buckets behind them, by what they tell
 */
public record DispersionShare(double excess, double squares, double pairs) {

  /** What no series tells. */
  public static final DispersionShare NONE = new DispersionShare(0, 0, 0);

  /** Pairs the usual variance is worth. */
  private static final double USUAL_PAIRS = 50;

  /** What both tell. */
  public DispersionShare plus(DispersionShare other) {
    return new DispersionShare(excess + other.excess, squares + other.squares, pairs + other.pairs);
  }

  /** The relative variance, at least 0, shrunk to the usual one as long as little is known. */
  public double variance() {
    double own = squares > 0 ? Math.max(0, excess / squares) : 0;
    double known = squares > 0 ? pairs : 0;
    return (known * own + USUAL_PAIRS * Overdispersion.USUAL_VARIANCE) / (known + USUAL_PAIRS);
  }
}
