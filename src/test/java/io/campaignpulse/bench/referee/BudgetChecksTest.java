package io.campaignpulse.bench.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Advice;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.HeartbeatState;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetChecksTest {

  private static BudgetChecks.Counts after(
      Scenario scenario, int since, HeartbeatState state, int times) {
    MeasuredCampaign campaign = MeasuredCampaign.of(7, scenario, 0, 1_000);
    BudgetChecks checks = new BudgetChecks(List.of(campaign));
    long now = SeriesRows.time(campaign.change() + since);
    checks.add(new AlertHeartbeat(AlertHeartbeat.ALL, state, now, now, now, now));
    for (int i = 0; i < times; i++) {
      checks.add(reduction(campaign, now));
    }
    return checks.counts();
  }

  private static BudgetAction reduction(MeasuredCampaign campaign, long now) {
    return new BudgetAction(
        "id",
        BudgetStep.REDUCE,
        "episode",
        campaign.id(),
        "PAID_SEARCH",
        "USD",
        100,
        80,
        100,
        null,
        "test",
        Advice.REDUCE,
        EvidenceGrade.SOUND,
        "rule",
        null,
        0,
        null,
        now,
        true);
  }

  @Test
  void a_step_on_a_drop_is_in_order() {
    BudgetChecks.Counts counts = after(Scenario.DROP_50_LATER, 60, HeartbeatState.LIVE, 1);

    assertThat(counts.changes).isEqualTo(1);
    assertThat(counts.onBroken + counts.onLate + counts.notLive + counts.doubles).isZero();
  }

  @Test
  void a_step_while_tracking_is_broken_is_counted() {
    assertThat(after(Scenario.STOP, 60, HeartbeatState.LIVE, 1).onBroken).isEqualTo(1);
  }

  @Test
  void a_step_while_orders_or_cost_are_late_is_counted() {
    assertThat(after(Scenario.LATE, 60, HeartbeatState.LIVE, 1).onLate).isEqualTo(1);
    assertThat(after(Scenario.COST_LATE, 60, HeartbeatState.LIVE, 1).onLate).isEqualTo(1);
    assertThat(after(Scenario.COST_LATE, 3_000, HeartbeatState.LIVE, 1).onLate).isZero();
  }

  @Test
  void a_step_while_catching_up_is_counted() {
    assertThat(after(Scenario.DROP_50_LATER, 60, HeartbeatState.CATCHING_UP, 1).notLive)
        .isEqualTo(1);
  }

  @Test
  void a_second_step_on_an_episode_is_counted() {
    assertThat(after(Scenario.DROP_50_LATER, 60, HeartbeatState.LIVE, 2).doubles).isEqualTo(1);
  }
}
