package io.campaignpulse.bench.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.event.AttributionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A company without alerts: oracles and rivals alone act. */
class BudgetTrialTest {

  private static final long SEED = 7;

  private static List<BudgetWeek> weeks(Scenario scenario, int onTarget) {
    List<MeasuredCampaign> campaigns = new ArrayList<>();
    campaigns.add(MeasuredCampaign.of(SEED, scenario, 0, 1_000));
    for (int number = 0; number < onTarget; number++) {
      campaigns.add(MeasuredCampaign.of(SEED, Scenario.BESIDE_DROPS, number, 1_000));
    }
    Company company = new Company("test", campaigns, SEED, AttributionModel.LAST_TOUCH);
    BudgetTrial trial = new BudgetTrial(company, BudgetPolicy.DEFAULT, 5_000);
    for (int minute = company.start(); minute < company.end(); minute++) {
      company.minute(minute, trial::add);
      trial.passed(SeriesRows.time(minute + 1));
    }
    return trial.weeks();
  }

  private static double sum(
      List<BudgetWeek> weeks, String contender, ToDoubleFunction<BudgetWeek> value) {
    return weeks.stream()
        .filter(week -> week.contender().equals(contender))
        .mapToDouble(value)
        .sum();
  }

  private static double net(List<BudgetWeek> weeks, String contender) {
    return sum(weeks, contender, week -> week.values().get(0).net());
  }

  @Test
  void the_oracle_stops_what_caps_let_it_of_a_loss() {
    List<BudgetWeek> weeks = weeks(Scenario.DROP_50_START, 9);

    assertThat(sum(weeks, BudgetTrial.oracle(0), BudgetWeek::reductions)).isEqualTo(1);
    // 1,000 a day at a loss of 0.4 each, for a week, four fifths of it.
    assertThat(net(weeks, BudgetTrial.oracle(0))).isBetween(2_200.0, 2_240.0);
    assertThat(net(weeks, BudgetTrial.OURS)).isZero();
  }

  @Test
  void the_oracle_undoes_when_a_campaign_earns_again() {
    List<BudgetWeek> weeks = weeks(Scenario.SIX_HOURS, 9);

    assertThat(sum(weeks, BudgetTrial.oracle(0), BudgetWeek::undos)).isEqualTo(1);
    assertThat(sum(weeks, BudgetTrial.oracle(0), week -> week.values().get(0).lost()))
        .isLessThan(5);
  }

  @Test
  void the_oracle_leaves_alone_what_earns_money() {
    List<BudgetWeek> weeks = weeks(Scenario.STOP, 2);

    assertThat(sum(weeks, BudgetTrial.oracle(0), BudgetWeek::reductions)).isZero();
    assertThat(net(weeks, Rival.COST_LIMIT.label())).isNegative();
  }
}
