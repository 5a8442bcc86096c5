package io.campaignpulse.alert.rule;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.metric.Metric;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validation of rules of kind THRESHOLD: docs/rules.md. */
public final class ThresholdCheck {

  /** The longest window of a condition: one day in milliseconds. */
  public static final long LONGEST_WINDOW = 1440 * MINUTE;

  /** Not sums of minutes of one campaign: people overlap, and mer is of the whole business. */
  private static final Set<Metric> NOT_OF_A_WINDOW =
      EnumSet.of(Metric.REACH, Metric.FREQUENCY, Metric.MER);

  private ThresholdCheck() {}

  /** Returns the first problem of a rule, naming the field; null where there is none. */
  public static @Nullable RuleProblem problem(AlertRule rule) {
    if (rule.kind() != RuleKind.THRESHOLD) {
      return invalid("kind", rule.kind() + " is not a " + RuleKind.THRESHOLD);
    }
    Metric metric = rule.metric() == null ? null : Metric.named(rule.metric());
    if (metric == null) {
      return invalid("metric", "expected the name of a metric, got " + rule.metric());
    }
    if (NOT_OF_A_WINDOW.contains(metric)) {
      return invalid("metric", metric.label() + " is not a sum over the minutes of a campaign");
    }
    if (Comparison.of(rule.op()) == null) {
      return invalid("op", "expected <, <=, > or >=, got " + rule.op());
    }
    if (rule.value() == null || !Double.isFinite(rule.value())) {
      return invalid("value", "expected a number");
    }
    Long window = rule.window();
    if (window == null || window < MINUTE || window > LONGEST_WINDOW || window % MINUTE != 0) {
      return invalid("window", "expected whole minutes from PT1M to P1D");
    }
    for (LabelMatch wanted : rule.match()) {
      if (!SeriesMatch.LABELS.contains(wanted.label())) {
        return invalid("match", "expected campaign, channel or department, got " + wanted.label());
      }
    }
    return null;
  }

  private static RuleProblem invalid(String field, String detail) {
    return new RuleProblem(RuleProblem.Code.INVALID_VALUE, field, detail);
  }
}
