package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.PlanProgress;
import org.jspecify.annotations.Nullable;

/** A condition on the progress of a plan that is no test: docs/plan-alerts.md. */
sealed interface PlanCondition
    permits BudgetPace, PlanBehind, ClearanceBehind, StockOut, StockRisk {

  /** Whether plans of this kind are its business. */
  boolean isAbout(PlanProgress row);

  /**
   * Judges a sound plan within its period.
   *
   * @param row as it was evaluated
   * @param open what was found before and still holds: conditions end later than they begin
   * @param tick epoch milliseconds
   * @return null where nothing is wrong and nothing was
   */
  @Nullable PlanVerdict judge(
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
