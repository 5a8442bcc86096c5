package io.campaignpulse.alert.target;

import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.rule.SeriesMatch;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule that asks for evidence that a target is missed: CONVERSION_RATE, COST_PER, ROAS and
 * REFUND_RATE, or that less comes than usual: BASELINE.
 *
 * @param target the target for all it is about; null = each campaign's own
 * @param margin share by which a target may be missed before it counts, in [0, 1)
 * @param warning evidence R from which it warns
 * @param critical evidence R from which it is critical
 */
public record EvidenceRule(
    String ruleId,
    int version,
    RuleKind kind,
    TargetMetric metric,
    @Nullable Double target,
    double margin,
    double warning,
    double critical,
    SeriesMatch match,
    long forMillis) {

  static final double MARGIN = 0;
  static final double WARNING = 20;
  static final double CRITICAL = 100;

  /** The kinds judged so. */
  static final Set<RuleKind> KINDS =
      Set.of(
          RuleKind.CONVERSION_RATE,
          RuleKind.COST_PER,
          RuleKind.ROAS,
          RuleKind.BASELINE,
          RuleKind.REFUND_RATE);

  /** The rule to judge; null where it is another kind, switched off or not sound. */
  static @Nullable EvidenceRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    if (!KINDS.contains(rule.kind()) || !rule.enabled()) {
      return null;
    }
    TargetMetric metric =
        TargetMetric.named(rule.metric() == null ? usual(rule.kind()) : rule.metric());
    if (metric == null || kindOf(metric) != rule.kind()) {
      return null;
    }
    return new EvidenceRule(
        rule.ruleId(),
        version.targetVersion(),
        rule.kind(),
        metric,
        rule.target(),
        rule.margin() == null ? MARGIN : rule.margin(),
        rule.warningEvidence() == null ? WARNING : rule.warningEvidence(),
        rule.criticalEvidence() == null ? CRITICAL : rule.criticalEvidence(),
        new SeriesMatch(rule.match()),
        rule.forMillis());
  }

  /** The metric of a rule that names none. */
  static String usual(RuleKind kind) {
    return switch (kind) {
      case COST_PER -> "cpa";
      case ROAS -> "roas";
      case REFUND_RATE -> "refundRate";
      default -> "cvr";
    };
  }

  /** The kind of rule that judges a metric. */
  static RuleKind kindOf(TargetMetric metric) {
    return switch (metric) {
      case ROAS -> RuleKind.ROAS;
      case CPA, CPL, CPQL, CAC -> RuleKind.COST_PER;
      case CVR, LEAD_RATE -> RuleKind.CONVERSION_RATE;
      case USUAL_ORDERS, USUAL_LEADS, USUAL_QUALIFIED_LEADS, USUAL_REVENUE -> RuleKind.BASELINE;
      case REFUND_RATE -> RuleKind.REFUND_RATE;
    };
  }

  /** How bad a firing test is by its evidence; null below the first level. */
  @Nullable Severity level(double evidence) {
    if (evidence >= critical) {
      return Severity.CRITICAL;
    }
    return evidence >= warning ? Severity.WARNING : null;
  }
}
