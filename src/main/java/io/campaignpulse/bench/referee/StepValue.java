package io.campaignpulse.bench.referee;

/**
 * Value of budget steps of a campaign in money: what they stop of waste, and what they lose of
 * profit. Traffic is taken to follow the budget: at a share of it the campaign has that share of
 * cost and revenue. What a larger budget gains is not counted, as it stops no waste.
 */
final class StepValue {

  private final double margin;
  private double stopped;
  private double lost;

  /**
   * No steps yet.
   *
   * @param margin share of revenue that pays for advertising
   */
  StepValue(double margin) {
    this.margin = margin;
  }

  /**
   * Adds a stretch of time.
   *
   * @param cost at the budget of the catalogue, likewise the revenue
   * @param share budget in force as a share of that
   */
  void add(double cost, double revenue, double share) {
    double difference = (share - 1) * (margin * revenue - cost);
    if (difference < 0) {
      lost -= difference;
    } else if (share < 1) {
      stopped += difference;
    }
  }

  double stopped() {
    return stopped;
  }

  double lost() {
    return lost;
  }

  /** Waste stopped less profit lost. */
  double net() {
    return stopped - lost;
  }
}
