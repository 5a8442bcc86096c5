package io.campaignpulse.plan;

import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProjection;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What only a budget has, from what is known of it. */
final class BudgetReport {
  /** Days of a month as platforms reckon a daily budget's limit. */
  private static final BigDecimal DAYS_OF_MONTH = new BigDecimal("30.4");

  /** What platforms may spend of a daily budget on one day, in times of it. */
  private static final int DAY_LIMIT = 2;

  private static final long DAY = Duration.ofDays(1).toMillis();

  private BudgetReport() {}

  static PlanBudget of(
      Plan plan, PlanActuals known, long now, @Nullable PlanProjection projection) {
    long provisional = Amounts.bounded(known.provisional(plan));
    long spent = Amounts.bounded(known.reached(plan) + provisional);
    long left = Math.max(0, plan.goalMicros() - spent);
    boolean daily = plan.kind() == PlanKind.DAILY_BUDGET;
    return new PlanBudget(
        provisional,
        known.reportedByAll(),
        perDay(left, plan.endTime() - Math.max(now, plan.startTime())),
        daily ? (Long) Amounts.bounded(known.ofMonth()) : null,
        daily && !isRevisedInMonth(plan)
            ? (Long) Amounts.times(plan.goalMicros(), DAYS_OF_MONTH)
            : null,
        projection == null ? 0 : Math.max(0, plan.goalMicros() - projection.totalMicros()),
        allowed(plan, known, daily ? DAY_LIMIT : 1));
  }

  /** A month of several daily budgets has no limit that one of them tells. */
  private static boolean isRevisedInMonth(Plan plan) {
    return plan.revision() != null && plan.revision().at() >= plan.monthStart();
  }

  /** Lowering a budget makes nothing overspent that was spent within the old one. */
  private static long allowed(Plan plan, PlanActuals known, int times) {
    long limit = plan.goalMicros() * times;
    PlanRevision revision = plan.revision();
    if (revision == null) {
      return limit;
    }
    long until = Steps.after(plan, plan.pace().graceUntil());
    long spent = Amounts.bounded(known.reached(plan.startTime(), until));
    return Math.max(limit, Math.min(spent, revision.goalBeforeMicros() * times));
  }

  private static @Nullable Long perDay(long left, long millis) {
    return millis <= 0 ? null : (Long) Amounts.portion(left, DAY, Math.max(millis, DAY));
  }
}
