package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.AlertCause;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
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

  static final String KIND = "BUDGET_PACE";

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
  public @Nullable PlanVerdict judge(
      PlanProgress row, @Nullable OpenFinding open, long tick, PlanWords words) {
    PlanBudget budget = row.budget();
    if (budget == null) {
      return PlanVerdict.notJudgeable(row, open, words);
    }
    if (isMonthOver(budget)) {
      return monthOver(row, budget, words);
    }
    boolean daily = row.kind() == PlanKind.DAILY_BUDGET;
    long allowed = budget.allowedMicros();
    if (row.actualMicros() > allowed) {
      return overspent(row, words);
    }
    PlanProjection projection = row.projection();
    if (projection == null || words.judgedUntil() < row.evaluatedPace().graceUntil()) {
      return PlanVerdict.notJudgeable(row, open, words);
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
            "%s is on pace: heading for %s of %s."
                .formatted(
                    words.title(),
                    words.money(projection.totalMicros()),
                    words.money(row.goalMicros())),
            "%s节奏正常：预计花费 %s，预算 %s。"
                .formatted(
                    words.titleZh(),
                    words.money(projection.totalMicros()),
                    words.money(row.goalMicros())));
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

  private static PlanVerdict monthOver(PlanProgress row, PlanBudget budget, PlanWords words) {
    long spent = Objects.requireNonNull(budget.monthActualMicros());
    long limit = Objects.requireNonNull(budget.monthLimitMicros());
    Finding.Figures figures =
        Finding.Figures.plain(
            "spend", spent / 1e6, limit / 1e6, spent - limit, words.judgedUntil());
    return PlanVerdict.bad(
        Severity.CRITICAL,
        AlertCause.BUDGET_OVERSPENT,
        figures,
        "%s: the month has spent %s, above its limit of %s (30.4 times the daily %s)%s."
            .formatted(
                words.title(),
                words.money(spent),
                words.money(limit),
                words.money(row.goalMicros()),
                words.atRisk(spent - limit)),
        "%s：当月已花费 %s，超出上限 %s（日预算 %s 的 30.4 倍）%s。"
            .formatted(
                words.titleZh(),
                words.money(spent),
                words.money(limit),
                words.money(row.goalMicros()),
                words.atRiskZh(spent - limit)),
        "Pause the campaign or lower its daily budget for the rest of the month.");
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
        "%s is overspent: %s of %s spent, heading for %s by %s%s."
            .formatted(
                words.title(),
                words.money(row.actualMicros()),
                words.money(row.goalMicros()),
                words.money(projected),
                words.end(),
                words.atRisk(atRisk)),
        "%s已超支：已花费 %s，预算 %s，预计到 %s 花费 %s%s。"
            .formatted(
                words.titleZh(),
                words.money(row.actualMicros()),
                words.money(row.goalMicros()),
                words.end(),
                words.money(projected),
                words.atRiskZh(atRisk)),
        "Pause the campaign or raise its budget on purpose.");
  }

  private static PlanVerdict overspentAtEnd(PlanProgress row, PlanWords words) {
    long atRisk = row.actualMicros() - row.goalMicros();
    return PlanVerdict.bad(
        Severity.CRITICAL,
        AlertCause.BUDGET_OVERSPENT,
        words.figures("spend", row.actualMicros(), atRisk),
        "%s ended overspent: %s of %s spent by %s, %s too much."
            .formatted(
                words.title(),
                words.money(row.actualMicros()),
                words.money(row.goalMicros()),
                words.end(),
                words.money(atRisk)),
        "%s结束时已超支：截至 %s 花费 %s，预算 %s，超出 %s。"
            .formatted(
                words.titleZh(),
                words.end(),
                words.money(row.actualMicros()),
                words.money(row.goalMicros()),
                words.money(atRisk)),
        "Check that the campaign has stopped, and settle the difference.");
  }

  private static PlanVerdict headingOver(
      PlanProgress row, PlanProjection projection, PlanWords words) {
    long projected = projection.totalMicros();
    long atRisk = projected - row.goalMicros();
    return PlanVerdict.bad(
        Severity.WARNING,
        AlertCause.BUDGET_OVERSPENT,
        words.figures("spend", projected, atRisk),
        "%s is heading for %s by %s, above its %s%s."
            .formatted(
                words.title(),
                words.money(projected),
                words.end(),
                words.money(row.goalMicros()),
                words.atRisk(atRisk)),
        "%s预计到 %s 花费 %s，超出预算 %s%s。"
            .formatted(
                words.titleZh(),
                words.end(),
                words.money(projected),
                words.money(row.goalMicros()),
                words.atRiskZh(atRisk)),
        "Lower bids or daily budgets for the rest of the flight.");
  }

  private static PlanVerdict headingUnder(
      PlanProgress row, PlanBudget budget, PlanProjection projection, PlanWords words) {
    long projected = projection.totalMicros();
    long unspent = row.goalMicros() - projected;
    String perDay = words.money(Objects.requireNonNull(budget.remainingPerDayMicros()));
    String best = words.money(Math.round(BestDay.micros(row.course(), row.evaluatedPace().from())));
    return PlanVerdict.bad(
        Severity.WARNING,
        AlertCause.BUDGET_UNDERSPENT,
        words.figures("spend", projected, unspent),
        "%s is heading for %s of %s by %s: %s would stay unspent, or take %s a day (best day %s)."
            .formatted(
                words.title(),
                words.money(projected),
                words.money(row.goalMicros()),
                words.end(),
                words.money(unspent),
                perDay,
                best),
        "%s预计到 %s 仅花费 %s，预算 %s：将剩余 %s，若要花完每天需 %s（最高单日 %s）。"
            .formatted(
                words.titleZh(),
                words.end(),
                words.money(projected),
                words.money(row.goalMicros()),
                words.money(unspent),
                perDay,
                best),
        "Widen the audience, raise bids, or move the budget where it can be spent.");
  }
}
