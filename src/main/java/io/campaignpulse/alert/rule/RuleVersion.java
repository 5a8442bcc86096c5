package io.campaignpulse.alert.rule;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.ingest.LatestRows;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Latest version of a rule, with the number of its condition.
 *
 * @param targetVersion 1 for the first condition; grows with each revision that changes what is
 *     evaluated, so that an episode never mixes two conditions
 */
public record RuleVersion(AlertRule rule, int targetVersion) {

  /** Returns the one of two rows of a rule that stands. */
  public static RuleVersion after(@Nullable RuleVersion before, AlertRule row) {
    if (before == null) {
      return new RuleVersion(row, 1);
    }
    AlertRule old = before.rule;
    if (row.equals(old) || !LatestRows.standing(old, row).equals(row)) {
      return before;
    }
    boolean sameTarget = condition(row).equals(condition(old));
    return new RuleVersion(row, before.targetVersion + (sameTarget ? 0 : 1));
  }

  /** Returns the rule that is built in where its row is deleted. */
  public RuleVersion orBuiltIn() {
    return rule.isDeletion() && rule.ruleId().equals(BuiltInRule.CONSERVATION.ruleId())
        ? new RuleVersion(BuiltInRule.CONSERVATION, targetVersion)
        : this;
  }

  /** Returns the condition; scope and notified targets may change within an episode. */
  private static List<@Nullable Object> condition(AlertRule rule) {
    return Arrays.asList(
        rule.kind(),
        rule.metric(),
        rule.op(),
        rule.value(),
        rule.window(),
        rule.minCount(),
        rule.forMillis(),
        rule.target(),
        rule.margin(),
        rule.warningEvidence(),
        rule.criticalEvidence(),
        Objects.toString(rule.model(), ""),
        Objects.toString(rule.basis(), ""));
  }
}
