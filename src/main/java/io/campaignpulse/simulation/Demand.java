package io.campaignpulse.simulation;

/** What customers and platforms do with expected demand: amounts of each hour, by chance. */
final class Demand {

  private static final int DAY = 24;

  private Demand() {}

  /**
   * Units sold: orders come one by one, some of several units and a few of many; some units come
   * back days later.
   */
  static double[] units(Chance chance, MarketWeather weather, double[] demand) {
    double several = chance.between(0, 0.6);
    double back = chance.between(0, 0.1);
    double perOrder = 1 + several / (1 - several);
    double[] units = new double[demand.length];
    for (int hour = 0; hour < demand.length; hour++) {
      int orders = weather.orders(chance, demand[hour] / perOrder);
      for (int order = 0; order < orders; order++) {
        int quantity = 1;
        while (chance.happens(several)) {
          quantity++;
        }
        units[hour] += quantity;
        giveBack(chance, units, hour, quantity, back);
      }
    }
    return units;
  }

  private static void giveBack(
      Chance chance, double[] units, int hour, int quantity, double probability) {
    if (chance.happens(probability)) {
      int later = hour + 1 + (int) chance.exponential(5 * DAY);
      if (later < units.length) {
        units[later] -= quantity;
      }
    }
  }

  /** Money of orders: their values scatter by the logarithm. */
  static double[] revenue(Chance chance, MarketWeather weather, double[] demand, double meanOrder) {
    double sigma = chance.between(0.4, 1.1);
    double median = meanOrder / StrictMath.exp(sigma * sigma / 2);
    double[] money = new double[demand.length];
    for (int hour = 0; hour < demand.length; hour++) {
      int orders = weather.orders(chance, demand[hour] / meanOrder);
      for (int order = 0; order < orders; order++) {
        money[hour] += chance.logNormal(median, sigma);
      }
    }
    return money;
  }

  /** Cost of clicks, whose price changes from hour to hour. */
  static double[] spend(Chance chance, double[] demand, double meanClick) {
    double sigma = chance.between(0.1, 0.4);
    double[] money = new double[demand.length];
    for (int hour = 0; hour < demand.length; hour++) {
      double price = chance.logNormal(meanClick, sigma);
      money[hour] = price * chance.poisson(demand[hour] / meanClick);
    }
    return money;
  }
}
