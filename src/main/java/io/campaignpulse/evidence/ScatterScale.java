package io.campaignpulse.evidence;

/**
 * The lengths of time whose counts are compared to see how much they scatter. Neighbouring six
 * hours alone see nothing that lasts longer than a day: days, weekends and drifting demand look
 * smooth to them.
 */
public enum ScatterScale {
  SIX_HOURS(1, 0.0225, 20),
  DAY(4, 0.0225, 20),
  TWO_DAYS(8, 0.0225 / 2, 20),
  WEEK(28, 0.0225 / 7, 10);

  /** How many there are. */
  static final int COUNT = values().length;

  private final int buckets;
  private final double usualVariance;
  private final double usualPairs;

  /**
   * A scale.
   *
   * @param usualVariance relative variance before anything is known: levels that differ by 15 %
   *     from day to day
   * @param usualPairs pairs of counts which that is worth
   */
  ScatterScale(int buckets, double usualVariance, double usualPairs) {
    this.buckets = buckets;
    this.usualVariance = usualVariance;
    this.usualPairs = usualPairs;
  }

  /** The buckets of six hours in it. */
  int buckets() {
    return buckets;
  }

  double usualVariance() {
    return usualVariance;
  }

  double usualPairs() {
    return usualPairs;
  }
}
