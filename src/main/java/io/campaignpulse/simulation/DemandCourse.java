package io.campaignpulse.simulation;

/**
 * The course of the demand for one plan, hour by hour: the week of its market, a first-day peak
 * that fades, days that are stronger or weaker by chance, a drift that wanders or comes back, and
 * sometimes a jump, as when a competitor moves.
 */
final class DemandCourse {

  private static final int DAY = 24;

  private final Chance chance;
  private final MarketWeather weather;
  private final double[] expected;

  /**
   * The course over some hours.
   *
   * @param strengths of the hours by the week
   * @param peak how much stronger a promotion begins; 0 for none
   */
  DemandCourse(Chance chance, MarketWeather weather, double[] strengths, double peak) {
    this.chance = chance;
    this.weather = weather;
    this.expected = strengths.clone();
    double fade = chance.between(10, 40);
    for (int hour = 0; hour < expected.length; hour++) {
      expected[hour] *= 1 + peak * StrictMath.exp(-hour / fade);
    }
  }

  /** The expected demand of each hour, with all the market does; without it they sum to volume. */
  double[] demand(double volume) {
    double sum = 0;
    for (double hour : expected) {
      sum += hour;
    }
    double[] factors = factors();
    double[] demand = new double[expected.length];
    for (int hour = 0; hour < expected.length; hour++) {
      demand[hour] = volume * expected[hour] / sum * factors[hour];
    }
    return demand;
  }

  private double[] factors() {
    double wander = chance.logNormal(0.04, 0.6);
    double back = chance.happens(0.5) ? chance.between(0.1, 0.4) : 0;
    double drawn = chance.between(0.05, 0.25);
    double scatter = weather.days() > 0 ? weather.days() : drawn;
    int jumpAt = chance.happens(0.2) ? chance.below(expected.length) : Integer.MAX_VALUE;
    double jump = StrictMath.log(chance.logNormal(1, 0.35));
    double level = 0;
    double today = 0;
    double[] factors = weather.levels(chance, expected.length);
    for (int hour = 0; hour < expected.length; hour++) {
      if (hour % DAY == 0) {
        today = StrictMath.log(chance.logNormal(1, scatter));
      }
      level += StrictMath.log(chance.logNormal(1, wander / StrictMath.sqrt(DAY)));
      level -= level * back / DAY;
      factors[hour] *= StrictMath.exp(level + today + (hour >= jumpAt ? jump : 0));
    }
    return factors;
  }
}
