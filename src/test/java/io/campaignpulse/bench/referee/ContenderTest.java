package io.campaignpulse.bench.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.event.Advice;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContenderTest {

  private static final long SEED = 7;

  private final List<MeasuredCampaign> campaigns = campaigns();
  private final MeasuredCampaign first = campaigns.get(0);
  private final Contender contender =
      new Contender(
          "test",
          BudgetPolicy.DEFAULT,
          new Company("test", campaigns, SEED, AttributionModel.LAST_TOUCH).rows());

  private static List<MeasuredCampaign> campaigns() {
    List<MeasuredCampaign> all = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      all.add(MeasuredCampaign.of(SEED, Scenario.PLAIN, number, 1_000));
    }
    return all;
  }

  private List<BudgetAction> advised(Advice advice, AlertState state, int minute) {
    long now = SeriesRows.time(minute);
    contender.advise("episode", first.id(), state, advice, now);
    contender.beat(now);
    return contender.evaluate(now);
  }

  private BudgetWeek week() {
    contender.account(first, 100, 90);
    return contender.week(first, 100);
  }

  @Test
  void a_step_is_made_within_the_caps_and_accounted() {
    List<BudgetAction> actions =
        advised(Advice.PAUSE_CANDIDATE, AlertState.FIRING, first.from() + 10);

    assertThat(actions).extracting(BudgetAction::step).containsExactly(BudgetStep.FLOOR);
    BudgetWeek week = week();
    assertThat(week.reductions()).isEqualTo(1);
    assertThat(week.values().get(0).stopped()).isCloseTo(0.8 * (100 - 60), within(1e-6));
  }

  @Test
  void after_an_undo_nothing_is_accounted() {
    advised(Advice.REDUCE, AlertState.FIRING, first.from() + 10);
    advised(Advice.NONE, AlertState.RETRACTED, first.from() + 25);

    BudgetWeek week = week();
    assertThat(week.undos()).isEqualTo(1);
    assertThat(week.values().get(0).net()).isZero();
  }
}
