package io.campaignpulse.simulation;

/**
 * The stock of a plan: demand that finds nothing is lost, what comes back can be sold again, and
 * sometimes an early delivery ends a time without stock.
 */
final class Shelf {

  private final double[] amounts;
  private final double[] inStock;
  private final double[] onHand;

  /**
   * Sells from a stock.
   *
   * @param demand units of each hour, negative where more comes back
   * @param opening units at the start
   * @param delivered units that come at the beginning of an hour
   */
  Shelf(double[] demand, double opening, double delivered, int deliveryHour) {
    this.amounts = demand.clone();
    this.inStock = new double[demand.length];
    this.onHand = new double[demand.length];
    double stock = opening;
    for (int hour = 0; hour < demand.length; hour++) {
      stock += hour == deliveryHour ? delivered : 0;
      onHand[hour] = stock;
      amounts[hour] = Math.min(demand[hour], stock);
      inStock[hour] = demand[hour] > stock ? stock / demand[hour] : stock > 0 ? 1 : 0;
      stock -= amounts[hour];
    }
  }

  double[] amounts() {
    return amounts;
  }

  double[] inStock() {
    return inStock;
  }

  double[] onHand() {
    return onHand;
  }
}
