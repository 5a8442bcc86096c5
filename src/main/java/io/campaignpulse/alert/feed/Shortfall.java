package io.campaignpulse.alert.feed;

/**
 * Evidence that a source has lost most of its events since some minute: the likelihood ratio of a
 * tenth of what is expected against all of it, from the minute on that makes it largest (Page,
 * Biometrika 41, 1954). It never exceeds Shiryaev and Roberts' sum over all those minutes, so a
 * sound source reaches ln(S/α) at most α times a week, if S minutes of a week can be the first.
 * Above some 39 % of what is expected it falls. A value.
 *
 * @param log ln of the ratio; 0 where nothing is suspected
 * @param since the first minute, epoch milliseconds
 * @param came events since then
 * @param expected what was expected of them
 */
public record Shortfall(double log, long since, double came, double expected) {

  /** Nothing is suspected. */
  static final Shortfall NONE = new Shortfall(0, 0, 0, 0);

  private static final double LOST_RATE = .1;
  private static final double LOG_LOST_RATE = StrictMath.log(LOST_RATE);

  /** A demand that is weak brings half at least; a loss must be a hundred times likelier. */
  private static final double WEAK_RATE = .5;

  private static final double LOG_LOST_TO_WEAK = StrictMath.log(LOST_RATE / WEAK_RATE);
  private static final double LOG_LIKELIER = StrictMath.log(100);

  /** False alarms per week the evidence is enough for: more would only delay the end. */
  private static final double LEAST_ALPHA = .001;

  /** Whether anything is suspected. */
  boolean isSuspected() {
    return log > 0;
  }

  /**
   * Whether so little has come that events are lost and it isn't demand that is weak.
   *
   * @param phi overdispersion of the source
   */
  boolean isLoss(double phi) {
    return againstWeakDemand() >= phi * LOG_LIKELIER;
  }

  private double againstWeakDemand() {
    return (WEAK_RATE - LOST_RATE) * expected + came * LOG_LOST_TO_WEAK;
  }

  /**
   * The evidence after a stretch of time.
   *
   * @param from its beginning, epoch milliseconds
   * @param phi overdispersion of the source
   * @param perWeek shortfalls that could begin in a week
   */
  Shortfall after(long from, double count, double awaited, double phi, double perWeek) {
    double next = log + ((1 - LOST_RATE) * awaited + count * LOG_LOST_RATE) / phi;
    if (next <= 0) {
      return NONE;
    }
    double most = StrictMath.log(perWeek / LEAST_ALPHA);
    Shortfall longer =
        new Shortfall(
            Math.min(most, next), isSuspected() ? since : from, came + count, expected + awaited);
    // Evidence of a loss, yet by the count there is none: a level between the two, to be learned.
    return next >= most && longer.againstWeakDemand() < 0 ? NONE : longer;
  }
}
