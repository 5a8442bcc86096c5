package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.Severity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pace of a budget. It is over beyond 1.10 times its amount as projected, a daily one beyond
 * twice its amount or its month's limit; under below .85 times if the days left would each have to
 * be half again as strong as the best one; both only if the whole 80 % interval of the projection
 * agrees. All is counted from the start or the last change of the budget on, and nothing projected
 * is evaluated before the grace time after it is over. What is spent counts always, also what is
 * reported after the end.
 */
record BudgetPace() implements PlanCondition {

  private static final double OVER = 1.10;
  private static final double NO_LONGER_OVER = 1.05;
  private static final double DAY_NO_LONGER_OVER = .95;
  private static final double UNDER = .85;
  private static final double NO_LONGER_UNDER = .90;
  private static final double CATCH_UP = 1.5;
  private static final double CATCH_UP_NO_LONGER = 1.4;

  @Override
  public boolean isAbout(PlanProgress row) {
    return row.kind() == PlanKind.BUDGET || row.kind() == PlanKind.DAILY_BUDGET;
  }

  @Override
  public @Nullable PlanVerdict evaluate(
      PlanProgress row, @Nullable OpenFinding open, long tick, PlanWords words) {
    PlanBudget budget = row.budget();
    if (budget == null) {
      return PlanVerdict.notEvaluable(row, open, words);
    }
    if (isMonthOver(budget)) {
      return monthOver(budget, words);
    }
    boolean daily = row.kind() == PlanKind.DAILY_BUDGET;
    long allowed = budget.allowedMicros();
    if (row.actualMicros() > allowed) {
      return overspent(row, words);
    }
    PlanProjection projection = row.projection();
    if (projection == null || words.evaluatedUntil() < row.evaluatedPace().graceUntil()) {
      return PlanVerdict.notEvaluable(row, open, words);
    }
    double projected = projection.totalMicros();
    boolean wasOver = had(open, AlertCause.BUDGET_OVERSPENT);
    boolean isOver = projected > allowed * (daily ? 1 : OVER) && projection.lowMicros() > allowed;
    double lower = allowed * (daily ? DAY_NO_LONGER_OVER : NO_LONGER_OVER);
    if (isOver || (wasOver && projected >= lower)) {
      return headingOver(row, projection, words);
    }
    if (!daily && isUnder(row, budget, projection, had(open, AlertCause.BUDGET_UNDERSPENT))) {
      return headingUnder(row, budget, projection, words);
    }
    return open == null
        ? null
        : PlanVerdict.sound(
            words.figures("spend", projection.totalMicros(), null),
            words.sentence("budget.onPace", words.money("projected", projection.totalMicros())));
  }

  /**
   * What was overspent stays so until all is reported, and so does what was heading there: the last
   * reports decide.
   */
  @Override
  public @Nullable PlanVerdict afterEnd(
      PlanProgress row, @Nullable OpenFinding open, PlanWords words) {
    PlanBudget budget = row.budget();
    if (budget == null) {
      return null;
    }
    if (row.actualMicros() > budget.allowedMicros()) {
      return overspentAtEnd(row, words);
    }
    Long until = budget.spendReportedUntil();
    PlanProjection projection = row.projection();
    boolean reported = until != null && until >= row.endTime();
    return reported || projection == null || !had(open, AlertCause.BUDGET_OVERSPENT)
        ? null
        : headingOver(row, projection, words);
  }

  private static boolean had(@Nullable OpenFinding open, AlertCause cause) {
    return open != null && open.last().cause() == cause;
  }

  private static boolean isMonthOver(PlanBudget budget) {
    Long spent = budget.monthActualMicros();
    Long limit = budget.monthLimitMicros();
    return spent != null && limit != null && spent > limit;
  }

  private static boolean isUnder(
      PlanProgress row, PlanBudget budget, PlanProjection projection, boolean wasUnder) {
    Long required = budget.remainingPerDayMicros();
    if (required == null) {
      return false;
    }
    double best = BestDay.micros(row.course(), row.evaluatedPace().from());
    return projection.totalMicros() < row.goalMicros() * (wasUnder ? NO_LONGER_UNDER : UNDER)
        && (wasUnder || projection.highMicros() < row.goalMicros())
        && required > best * (wasUnder ? CATCH_UP_NO_LONGER : CATCH_UP);
  }

  private static PlanVerdict monthOver(PlanBudget budget, PlanWords words) {
    long spent = Objects.requireNonNull(budget.monthActualMicros());
    long limit = Objects.requireNonNull(budget.monthLimitMicros());
    Finding.Figures figures =
        Finding.Figures.plain(
            "spend", spent / 1e6, limit / 1e6, spent - limit, words.evaluatedUntil());
    return PlanVerdict.bad(
        Severity.CRITICAL,
        AlertCause.BUDGET_OVERSPENT,
        figures,
        words.sentence(
            "budget.monthOver",
            words.money("spent", spent),
            words.money("limit", limit),
            words.atRisk(spent - limit)),
        "action.monthBudget");
  }

  private static PlanVerdict overspent(PlanProgress row, PlanWords words) {
    PlanProjection projection = row.projection();
    long projected =
        Math.max(row.actualMicros(), projection == null ? 0 : projection.totalMicros());
    long atRisk = projected - row.goalMicros();
    return PlanVerdict.bad(
        Severity.CRITICAL,
        AlertCause.BUDGET_OVERSPENT,
        words.figures("spend", row.actualMicros(), atRisk),
        words.sentence(
            "budget.overspent",
            words.money("spent", row.actualMicros()),
            words.money("projected", projected),
            words.atRisk(atRisk)),
        "action.overspent");
  }

  private static PlanVerdict overspentAtEnd(PlanProgress row, PlanWords words) {
    long atRisk = row.actualMicros() - row.goalMicros();
    return PlanVerdict.bad(
        Severity.CRITICAL,
        AlertCause.BUDGET_OVERSPENT,
        words.figures("spend", row.actualMicros(), atRisk),
        words.sentence(
            "budget.endedOverspent",
            words.money("spent", row.actualMicros()),
            words.money("excess", atRisk)),
        "action.settleBudget");
  }

  private static PlanVerdict headingOver(
      PlanProgress row, PlanProjection projection, PlanWords words) {
    long projected = projection.totalMicros();
    long atRisk = projected - row.goalMicros();
    return PlanVerdict.bad(
        Severity.WARNING,
        AlertCause.BUDGET_OVERSPENT,
        words.figures("spend", projected, atRisk),
        words.sentence(
            "budget.headingOver", words.money("projected", projected), words.atRisk(atRisk)),
        "action.slowDown");
  }

  private static PlanVerdict headingUnder(
      PlanProgress row, PlanBudget budget, PlanProjection projection, PlanWords words) {
    long projected = projection.totalMicros();
    long unspent = row.goalMicros() - projected;
    return PlanVerdict.bad(
        Severity.WARNING,
        AlertCause.BUDGET_UNDERSPENT,
        words.figures("spend", projected, unspent),
        words.sentence(
            "budget.headingUnder",
            words.money("projected", projected),
            words.money("unspent", unspent),
            words.money("perDay", Objects.requireNonNull(budget.remainingPerDayMicros())),
            words.money(
                "bestDay", Math.round(BestDay.micros(row.course(), row.evaluatedPace().from())))),
        "action.spendMore");
  }
}
