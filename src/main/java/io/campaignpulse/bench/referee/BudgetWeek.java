package io.campaignpulse.bench.referee;

import java.util.List;

/**
 * Measured time of a campaign whose budget was controlled.
 *
 * @param contender who controlled it
 * @param cost of the campaign in that time without any step
 * @param reductions steps that lowered its budget
 * @param values of the steps, one per margin
 */
record BudgetWeek(
    MeasuredCampaign campaign,
    String contender,
    double cost,
    int reductions,
    int increases,
    int undos,
    List<StepValue> values) {

  /**
   * Shares of revenue that pay for advertising. At two thirds a campaign on target earns a fifth of
   * its cost and breaks even a sixth below target; at the second a campaign on target breaks even,
   * so a wrong step costs nothing there.
   */
  static final List<Double> MARGINS =
      List.of(2.0 / 3, 1 / (CampaignSeries.TARGET * CampaignSeries.ORDER_VALUE));

  /** Values without steps. */
  static List<StepValue> noSteps() {
    return MARGINS.stream().map(StepValue::new).toList();
  }

  /** How many weeks it is. */
  double weeks() {
    return (campaign.until() - campaign.from()) / (double) TargetMarket.WEEK;
  }
}
