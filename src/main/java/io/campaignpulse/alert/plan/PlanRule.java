package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.AlertSubject;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.finding.SubjectLabels;
import io.campaignpulse.alert.rule.ActiveRule;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule on the progress of plans: BUDGET_PACE, PLAN_BEHIND, CLEARANCE, STOCK_OUT or STOCK_RISK
 * (docs/plan-alerts.md).
 *
 * @param severity of what is a WARNING; INFO lowers a CRITICAL too
 */
public record PlanRule(
    String ruleId,
    int targetVersion,
    RuleKind kind,
    PlanCondition condition,
    long forMillis,
    List<LabelMatch> match,
    Severity severity)
    implements ActiveRule {

  /** The kinds this is. */
  public static final Set<RuleKind> KINDS =
      Set.of(
          RuleKind.BUDGET_PACE,
          RuleKind.PLAN_BEHIND,
          RuleKind.CLEARANCE,
          RuleKind.STOCK_OUT,
          RuleKind.STOCK_RISK);

  /** Returns the rule to evaluate; null where it is of another kind, switched off or not sound. */
  public static @Nullable PlanRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    if (!KINDS.contains(rule.kind()) || !rule.enabled() || RuleCheck.problem(rule) != null) {
      return null;
    }
    return new PlanRule(
        rule.ruleId(),
        version.targetVersion(),
        rule.kind(),
        condition(rule),
        rule.forMillis(),
        rule.match(),
        rule.severity());
  }

  private static PlanCondition condition(AlertRule rule) {
    return switch (rule.kind()) {
      case BUDGET_PACE -> new BudgetPace();
      case PLAN_BEHIND -> new PlanBehind(or(rule.value(), PlanBehind.DEFAULT_THRESHOLD));
      case STOCK_OUT -> new StockOut();
      case STOCK_RISK -> new StockRisk();
      default ->
          new ClearanceBehind(
              or(rule.margin(), ClearanceBehind.DEFAULT_MARGIN),
              or(rule.warningEvidence(), ClearanceBehind.DEFAULT_WARNING),
              or(rule.criticalEvidence(), ClearanceBehind.DEFAULT_CRITICAL),
              ClearanceBehind.DEFAULT_UNITS_PER_ORDER);
    };
  }

  private static double or(@Nullable Double given, double usual) {
    return given == null ? usual : given;
  }

  /**
   * Evaluates a plan at a tick.
   *
   * @param row the plan as it was last evaluated before the tick
   * @param open what this rule found before and still holds; null if there is nothing
   * @param department of the plan's campaign; null where it is unknown
   * @param currency ISO 4217 code of all money
   * @return what holds, with what has to be kept of it; or that it no longer does; null where
   *     nothing holds and nothing did
   */
  public @Nullable OpenFinding evaluate(
      PlanProgress row,
      @Nullable OpenFinding open,
      @Nullable String department,
      long tick,
      String currency) {
    if (!isAbout(row, department)) {
      return open == null ? null : new OpenFinding(open.dropped(tick), null);
    }
    PlanWords words = new PlanWords(row, currency);
    if (row.withdrawn() || tick >= row.endTime()) {
      boolean settled = row.withdrawn() || tick >= row.settledAt() || row.problem() != null;
      PlanVerdict late = settled ? null : condition.afterEnd(row, open, words);
      if (late != null) {
        return new OpenFinding(finding(row, late, tick), null);
      }
      return open == null ? null : new OpenFinding(ended(row, open.last(), tick, words), null);
    }
    PlanVerdict verdict =
        row.problem() == null
            ? condition.evaluate(row, open, tick, words)
            : PlanVerdict.notEvaluable(row, open, words);
    return verdict == null
        ? null
        : new OpenFinding(finding(row, verdict, tick), verdict.calmSince());
  }

  private boolean isAbout(PlanProgress row, @Nullable String department) {
    return condition.isAbout(row)
        && new SubjectLabels(row.campaignId(), row.channel(), department, row.promotionId())
            .carry(match);
  }

  private Finding finding(PlanProgress row, PlanVerdict verdict, long tick) {
    return new Finding(
        ruleId,
        targetVersion,
        kind,
        new AlertSubject(
            row.campaignId(), row.channel(), row.promotionId(), row.planId(), row.sku()),
        tick,
        verdict.level() == null ? null : severity(verdict.level()),
        verdict.evaluable(),
        forMillis,
        verdict.cause(),
        null,
        false,
        null,
        false,
        verdict.figures(),
        verdict.message(),
        verdict.action());
  }

  private Severity severity(Severity level) {
    if (severity == Severity.INFO) {
      return Severity.INFO;
    }
    // Where evidence decides, only evidence makes it critical.
    return level == Severity.CRITICAL || condition instanceof ClearanceBehind ? level : severity;
  }

  private Finding ended(PlanProgress row, Finding last, long tick, PlanWords words) {
    return new Finding(
        ruleId,
        targetVersion,
        kind,
        last.subject(),
        tick,
        null,
        true,
        forMillis,
        last.cause(),
        null,
        false,
        null,
        true,
        last.figures(),
        words.sentence(
            row.withdrawn() ? "plan.withdrawn" : "plan.ended",
            words.amount("actual", row.actualMicros())),
        null);
  }
}
