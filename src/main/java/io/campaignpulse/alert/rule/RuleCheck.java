package io.campaignpulse.alert.rule;

import static io.campaignpulse.alert.rule.RuleProblem.Code.FIELD_NOT_OF_KIND;
import static io.campaignpulse.alert.rule.RuleProblem.Code.INVALID_VALUE;
import static io.campaignpulse.alert.rule.RuleProblem.Code.MISSING_FIELD;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.RuleKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Validation of rules by what their kind requires: docs/rules.md. */
public final class RuleCheck {

  /** The longest wait for a lead, milliseconds. */
  public static final long LONGEST_LEAD_WAIT = Duration.ofDays(30).toMillis();

  private RuleCheck() {}

  /** Returns the first problem of a rule; null where there is none. */
  public static @Nullable RuleProblem problem(AlertRule rule) {
    RuleKind kind = rule.kind();
    RuleProblem problem = metric(kind, rule);
    problem = problem != null ? problem : numbers(kind, rule);
    problem = problem != null ? problem : evidence(kind, rule);
    problem = problem != null ? problem : match(kind, rule);
    return problem == null && kind == RuleKind.THRESHOLD ? ThresholdCheck.problem(rule) : problem;
  }

  private static @Nullable RuleProblem metric(RuleKind kind, AlertRule rule) {
    String metric = rule.metric();
    if (kind.metrics().isEmpty()) {
      return null;
    }
    if (metric == null) {
      return kind.required().contains("metric")
          ? new RuleProblem(MISSING_FIELD, "metric", "one of " + kind.metrics())
          : null;
    }
    return kind.metrics().contains(metric)
        ? null
        : invalid("metric", metric + " is none of " + kind.metrics());
  }

  private static @Nullable RuleProblem numbers(RuleKind kind, AlertRule rule) {
    Double margin = rule.margin();
    if (margin != null && !(margin >= 0 && margin < 1)) {
      return invalid("margin", "expected a share from 0 to below 1, like 0.10");
    }
    Double target = rule.target();
    if (target != null && !(target > 0 && Double.isFinite(target))) {
      return invalid("target", "expected more than 0");
    }
    if (target != null && isShare(kind) && target >= 1) {
      return invalid("target", "expected a share below 1: 0.03 is 3 %");
    }
    Double value = rule.value();
    if (kind == RuleKind.PLAN_BEHIND && value != null && !(value > 0 && value < 1)) {
      return invalid("value", "expected a probability between 0 and 1, like 0.2");
    }
    if (kind == RuleKind.DATA_SILENCE && value != null && !(value > 0 && value < 1)) {
      return invalid("value", "expected false alarms per week between 0 and 1, like 0.01");
    }
    return kind == RuleKind.LEAD_SLA ? limit(rule.forMillis()) : null;
  }

  private static @Nullable RuleProblem limit(long millis) {
    if (millis <= 0) {
      return new RuleProblem(MISSING_FIELD, "for", "how long a qualified lead may wait, like PT4H");
    }
    return millis < LONGEST_LEAD_WAIT
        ? null
        : invalid("for", "expected less than P30D: then nobody waits for the lead any more");
  }

  private static boolean isShare(RuleKind kind) {
    return kind == RuleKind.CONVERSION_RATE || kind == RuleKind.REFUND_RATE;
  }

  private static @Nullable RuleProblem evidence(RuleKind kind, AlertRule rule) {
    if (kind.proof() != RuleKind.Proof.EVIDENCE) {
      return rule.warningEvidence() == null && rule.criticalEvidence() == null
          ? null
          : new RuleProblem(
              FIELD_NOT_OF_KIND,
              "severity",
              "rules of kind " + kind + " gather no evidence: one of INFO, WARNING, CRITICAL");
    }
    EvidenceLevels levels = EvidenceLevels.of(rule);
    return 1 < levels.warning()
            && levels.warning() < levels.critical()
            && Double.isFinite(levels.critical())
        ? null
        : invalid(
            "severity",
            "expected critical > warning > 1, got warning %s and critical %s"
                .formatted(levels.warning(), levels.critical()));
  }

  private static @Nullable RuleProblem match(RuleKind kind, AlertRule rule) {
    for (LabelMatch wanted : rule.match()) {
      if (kind.labels().isEmpty()) {
        return new RuleProblem(
            FIELD_NOT_OF_KIND, "match", "rules of kind " + kind + " are about the whole business");
      }
      if (!kind.labels().contains(wanted.label())) {
        return invalid("match", "expected " + kind.labels() + ", got " + wanted.label());
      }
      if (kind == RuleKind.DATA_SILENCE && rule.metric() != null) {
        return new RuleProblem(
            FIELD_NOT_OF_KIND,
            "match",
            "the feed of " + rule.metric() + " is that of the whole business");
      }
      if (wanted.accepted().isEmpty()) {
        return invalid("match", wanted.label() + " matches nothing: its list is empty");
      }
    }
    return null;
  }

  private static RuleProblem invalid(String field, String detail) {
    return new RuleProblem(INVALID_VALUE, field, detail);
  }
}
