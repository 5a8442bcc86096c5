package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.PlanProgress;
import org.jspecify.annotations.Nullable;

/** Condition on the progress of a plan: docs/plan-alerts.md. */
sealed interface PlanCondition permits BudgetPace, PlanBehind, ClearanceBehind, StockCondition {

  /** Returns whether it is about a plan. */
  boolean isAbout(PlanProgress row);

  /**
   * Evaluates a sound plan within its period.
   *
   * @param row as it was evaluated
   * @param open what was found before and still holds: conditions end later than they begin
   * @param tick epoch milliseconds
   * @return null where nothing is wrong and nothing was
   */
  @Nullable PlanVerdict evaluate(
      PlanProgress row, @Nullable OpenFinding open, long tick, PlanWords words);

  /**
   * Evaluates a plan whose period is over while reports of it are still to come.
   *
   * @return null where the end of the plan ends what was found
   */
  default @Nullable PlanVerdict afterEnd(
      PlanProgress row, @Nullable OpenFinding open, PlanWords words) {
    return null;
  }
}
