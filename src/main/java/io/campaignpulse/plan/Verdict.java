package io.campaignpulse.plan;

import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStanding;
import io.campaignpulse.event.PlanStock;
import org.jspecify.annotations.Nullable;

/**
 * The rules that say in one word how a plan stands. A running plan is behind or ahead once its
 * whole 80 % interval is. Of budgets ("BUDGET_PACE" in plan-alerts.md) also: over beyond 1.10 times
 * what is allowed, under below 0.85 times the budget, and nothing before the grace time has passed;
 * a daily budget is overspent beyond twice its amount, or once its month is beyond 30.4 times.
 */
final class Verdict {
  private static final double OVER = 1.10;
  private static final double UNDER = .85;

  private Verdict() {}

  /** How the plan stands at an instant. */
  static PlanStanding of(
      Plan plan,
      long now,
      long actualMicros,
      @Nullable PlanProjection projection,
      @Nullable PlanBudget budget,
      @Nullable PlanStock stock) {
    if (plan.problem() != null) {
      return PlanStanding.INVALID;
    }
    if (now < plan.startTime()) {
      return PlanStanding.NOT_STARTED;
    }
    if (budget != null) {
      return ofBudget(plan, now, actualMicros, projection, budget);
    }
    if (now >= plan.endTime()) {
      return actualMicros >= plan.goalMicros() ? PlanStanding.REACHED : PlanStanding.MISSED;
    }
    if (stock != null && stock.onHandMicros() != null && stock.onHandMicros() <= 0) {
      return PlanStanding.SOLD_OUT;
    }
    return projection == null ? PlanStanding.ON_PLAN : byInterval(plan, projection);
  }

  private static PlanStanding byInterval(Plan plan, PlanProjection projection) {
    if (projection.highMicros() < plan.goalMicros()) {
      return PlanStanding.BEHIND;
    }
    return projection.lowMicros() > plan.goalMicros() ? PlanStanding.AHEAD : PlanStanding.ON_PLAN;
  }

  private static PlanStanding ofBudget(
      Plan plan,
      long now,
      long actualMicros,
      @Nullable PlanProjection projection,
      PlanBudget budget) {
    long allowed = budget.allowedMicros();
    if (actualMicros > allowed || isMonthOver(budget)) {
      return PlanStanding.OVERSPENT;
    }
    if (now >= plan.endTime()) {
      return PlanStanding.REACHED;
    }
    if (projection == null || now < plan.pace().graceUntil()) {
      return PlanStanding.ON_PLAN;
    }
    double over = plan.kind() == PlanKind.DAILY_BUDGET ? allowed : OVER * allowed;
    if (projection.totalMicros() > over && projection.lowMicros() > allowed) {
      return PlanStanding.AHEAD;
    }
    return projection.totalMicros() < UNDER * plan.goalMicros()
            && projection.highMicros() < plan.goalMicros()
        ? PlanStanding.BEHIND
        : PlanStanding.ON_PLAN;
  }

  private static boolean isMonthOver(PlanBudget budget) {
    return budget.monthActualMicros() != null
        && budget.monthLimitMicros() != null
        && budget.monthActualMicros() > budget.monthLimitMicros();
  }
}
