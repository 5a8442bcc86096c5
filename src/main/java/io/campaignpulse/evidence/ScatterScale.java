package io.campaignpulse.evidence;

/**
 * The lengths of time whose counts are compared to see how much they scatter. Neighbouring six
 * hours alone see nothing that lasts longer than a day: days, weekends and drifting demand look
 * smooth to them.
 */
public enum ScatterScale {
  SIX_HOURS(1, 1, 20),
  DAY(4, 1, 20),
  TWO_DAYS(8, 2, 20),
  WEEK(28, 7, 10);

  /** How many there are. */
  static final int COUNT = values().length;

  private final int buckets;
  private final double days;
  private final double usualPairs;

  /**
   * A scale.
   *
   * @param days levels of days of their own that average out in it
   * @param usualPairs pairs of counts which the usual variance is worth
   */
  ScatterScale(int buckets, double days, double usualPairs) {
    this.buckets = buckets;
    this.days = days;
    this.usualPairs = usualPairs;
  }

  /** The buckets of six hours in it. */
  int buckets() {
    return buckets;
  }

  /** Relative variance before anything is known, of levels that differ from day to day. */
  double usualVariance(double dailyVariation) {
    return dailyVariation * dailyVariation / days;
  }

  double usualPairs() {
    return usualPairs;
  }
}
