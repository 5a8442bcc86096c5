package io.campaignpulse.evidence;

/**
 * Rates of the 168 hours of a week from what came in each and what it was exposed to. An hour that
 * has seen little is shrunk towards the product of its day and its hour of the day, and these
 * towards flat, by pseudo-counts; then all are scaled so that the exposure would have brought what
 * came.
 */
final class WeekRates {

  static final int HOURS = 168;

  private static final int DAY = 24;
  private static final int DAYS = HOURS / DAY;

  /** Counts each hour of the day and each day is taken to have had, as if flat. */
  private static final double PSEUDO_COUNTS = 4;

  /** Counts each hour of the week is taken to have had, as if its day and its hour said all. */
  private static final double PSEUDO_COUNTS_OF_HOUR = 20;

  private final double[] counts;
  private final double[] exposure;
  private final double unit;

  private WeekRates(double[] counts, double[] exposure, double unit) {
    this.counts = counts;
    this.exposure = exposure;
    this.unit = unit;
  }

  /**
   * The rates, by hour from Monday 00:00 on; all 0 where nothing came.
   *
   * @param unit size of one count: 1 of conversions, an order of money
   */
  static double[] of(double[] counts, double[] exposure, double unit) {
    return new WeekRates(counts, exposure, unit).rates();
  }

  private double[] rates() {
    double all = Math.max(0, sum(counts));
    double[] rates = new double[HOURS];
    if (!(all > 0)) {
      return rates;
    }
    double[] ofHour = ofHourOfDay(all / sum(exposure));
    double[] ofDay = ofDay(ofHour);
    double awaited = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      double prior = ofDay[hour / DAY] * ofHour[hour % DAY];
      double pseudo = PSEUDO_COUNTS_OF_HOUR * unit;
      rates[hour] = (brought(hour) + pseudo) / (exposure[hour] + pseudo / prior);
      awaited += exposure[hour] * rates[hour];
    }
    for (int hour = 0; hour < HOURS; hour++) {
      rates[hour] *= all / awaited;
    }
    return rates;
  }

  private double[] ofHourOfDay(double level) {
    double[] rates = new double[DAY];
    for (int hour = 0; hour < DAY; hour++) {
      double brought = PSEUDO_COUNTS * unit;
      double weight = brought / level;
      for (int day = 0; day < DAYS; day++) {
        brought += brought(day * DAY + hour);
        weight += exposure[day * DAY + hour];
      }
      rates[hour] = brought / weight;
    }
    return rates;
  }

  /** Days as factors of what their hours let expect. */
  private double[] ofDay(double[] ofHour) {
    double[] factors = new double[DAYS];
    for (int day = 0; day < DAYS; day++) {
      double brought = PSEUDO_COUNTS * unit;
      double awaited = brought;
      for (int hour = 0; hour < DAY; hour++) {
        brought += brought(day * DAY + hour);
        awaited += exposure[day * DAY + hour] * ofHour[hour];
      }
      factors[day] = brought / awaited;
    }
    return factors;
  }

  /** Credit that moved away can leave less than nothing. */
  private double brought(int hour) {
    return Math.max(0, counts[hour]);
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
