package io.campaignpulse.simulation;

/**
 * What is rough about the demand of a simulated market, beside its week with nights and weekends.
 *
 * @param days standard deviation of the level of each day; 0 for whatever the market draws
 * @param hours standard deviation of a level that drifts from hour to hour with a correlation of
 *     0.9; 0 for none
 * @param clump how many orders come at a time
 */
public record MarketWeather(double days, double hours, int clump) {

  /** Whatever each market draws. */
  public static final MarketWeather USUAL = new MarketWeather(0, 0, 1);

  /** Each day has a level of its own. */
  public static final MarketWeather DAYS = new MarketWeather(0.25, 0, 1);

  /** Demand drifts by the hour. */
  public static final MarketWeather HOURS = new MarketWeather(0, 0.5, 1);

  /** Orders come three at a time. */
  public static final MarketWeather CLUMPS = new MarketWeather(0, 0, 3);

  private static final double KEPT = 0.9;

  /** The hours' levels, of mean 1. */
  double[] levels(Chance chance, int length) {
    double sigma = StrictMath.sqrt(StrictMath.log(1 + hours * hours));
    double[] levels = new double[length];
    double level = 0;
    for (int hour = 0; hour < length; hour++) {
      if (hours > 0) {
        double push = StrictMath.log(chance.logNormal(1, sigma));
        level = hour == 0 ? push : KEPT * level + StrictMath.sqrt(1 - KEPT * KEPT) * push;
      }
      levels[hour] = StrictMath.exp(level - sigma * sigma / 2);
    }
    return levels;
  }

  /** How many orders come where so many are expected. */
  int orders(Chance chance, double expected) {
    return clump * chance.poisson(expected / clump);
  }
}
