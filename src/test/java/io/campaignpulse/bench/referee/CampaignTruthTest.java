package io.campaignpulse.bench.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CampaignTruthTest {

  private static final WeekCourse COURSE = new WeekCourse(TargetMarket.PLAIN);

  private static double returnOnCost(Scenario scenario, int since) {
    MeasuredCampaign campaign = MeasuredCampaign.of(7, scenario, 0, 1_000);
    CampaignTruth truth = new CampaignTruth(campaign, COURSE);
    int minute = campaign.change() + since;
    return truth.revenue(minute) / truth.cost(minute);
  }

  @Test
  void cost_of_a_week_is_that_of_its_clicks() {
    CampaignTruth truth =
        new CampaignTruth(MeasuredCampaign.of(7, Scenario.PLAIN, 0, 1_000), COURSE);
    double cost = 0;
    for (int minute = 0; minute < TargetMarket.WEEK; minute++) {
      cost += truth.cost(minute);
    }

    assertThat(cost).isCloseTo(7_000, within(1.0));
  }

  @Test
  void a_deviation_changes_cost_or_revenue_from_its_minute_on() {
    assertThat(returnOnCost(Scenario.CPC_DOUBLE, -1)).isCloseTo(1.8, within(1e-9));
    assertThat(returnOnCost(Scenario.CPC_DOUBLE, 0)).isCloseTo(0.9, within(1e-9));
    assertThat(returnOnCost(Scenario.VALUE_DROP, 0)).isCloseTo(0.63, within(1e-9));
    assertThat(returnOnCost(Scenario.VALUE_FOR_RATE, 0)).isCloseTo(1.8036, within(1e-9));
    assertThat(returnOnCost(Scenario.DROP_50_LATER, 0)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void of_two_channels_one_deviates() {
    assertThat(returnOnCost(Scenario.ONE_CHANNEL, 0)).isCloseTo(1.35, within(1e-9));
  }

  @Test
  void orders_that_are_not_reported_are_revenue_all_the_same() {
    assertThat(returnOnCost(Scenario.STOP, 60)).isCloseTo(1.8, within(1e-9));
    assertThat(returnOnCost(Scenario.LATE, 60)).isCloseTo(1.8, within(1e-9));
  }
}
