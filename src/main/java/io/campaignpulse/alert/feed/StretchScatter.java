package io.campaignpulse.alert.feed;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

/**
 * Scatter of the events of stretches of time below what was expected at the beginning of each: of a
 * demand that drifts, of orders that come in clumps. A stretch has an hour and a hundred events at
 * least: about as many as prove a loss, however slowly they come. The last four weeks count most. A
 * value.
 *
 * @param start of the running stretch, epoch milliseconds
 * @param level expected at its beginning, of what is usual
 * @param count its events so far
 * @param usual what is usual of it so far
 * @param squares twice the squares of what was missing in the stretches before, fading
 * @param expected what was expected of these stretches, fading likewise
 */
public record StretchScatter(
    long start, double level, double count, double usual, double squares, double expected) {

  /** Nothing is known. */
  static final StretchScatter NONE = new StretchScatter(0, 0, 0, 0, 0, 0);

  private static final long LEAST_MINUTES = 60;
  private static final double LEAST_EVENTS = 100;
  private static final double HALF_LIFE = 28 * 1440 * MINUTE;

  /** Stretches whose scatter is taken to be known. */
  private static final double USUAL_STRETCHES = 4;

  /** Of rates that differ by 15 %. */
  private static final double USUAL_VARIANCE = .0225;

  /**
   * The scatter after one more minute.
   *
   * @param expectedLevel what is expected of it, of what is usual
   */
  StretchScatter with(long minute, double came, double usually, double expectedLevel) {
    if (minute - start < LEAST_MINUTES * MINUTE || usual < LEAST_EVENTS) {
      return new StretchScatter(start, level, count + came, usual + usually, squares, expected);
    }
    double kept = StrictMath.pow(.5, (minute - start) / HALF_LIFE);
    double missing = Math.max(0, level * usual - count);
    return new StretchScatter(
        minute,
        expectedLevel,
        came,
        usually,
        kept * squares + 2 * missing * missing,
        kept * expected + level * usual);
  }

  /**
   * Overdispersion φ, at least 1: the variance of a stretch's events as a multiple of their mean.
   *
   * @param perMinute events of a minute
   */
  double phi(double perMinute) {
    double mean = mean(perMinute);
    return shrunk(1 + USUAL_VARIANCE * mean, mean);
  }

  /**
   * Overdispersion of a hundred events, at least 1; near 1 as long as little is known. A silence is
   * proven by fewer, and the excess of a drifting demand's overdispersion over 1 grows with the
   * mean: demand that an hour changes by half still leaves no minute empty that usually has
   * thousands.
   *
   * @param perMinute events of a minute
   */
  double silencePhi(double perMinute) {
    double mean = mean(perMinute);
    return 1 + (shrunk(1, mean) - 1) * LEAST_EVENTS / mean;
  }

  private double shrunk(double prior, double mean) {
    double weight = USUAL_STRETCHES * mean;
    return Math.max(1, (squares + weight * prior) / (expected + weight));
  }

  /** Events of a stretch. */
  private static double mean(double perMinute) {
    return Math.max(LEAST_EVENTS, perMinute * LEAST_MINUTES);
  }
}
