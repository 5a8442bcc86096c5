package io.campaignpulse.alert.conservation;

import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The rule that the books balance (docs/alerting.md, CONSERVATION): it is about the whole business,
 * so it has no series.
 *
 * @param forMillis how long a difference must stand unchanged before the alert fires, milliseconds
 */
public record ConservationRule(
    String ruleId, int targetVersion, long forMillis, Severity severity) {

  /** The rule kind this is. */
  public static final String KIND = "CONSERVATION";

  /** The rule to judge; null where it is of another kind or switched off. */
  public static @Nullable ConservationRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return rule.kind().equals(KIND) && rule.enabled()
        ? new ConservationRule(
            rule.ruleId(), version.targetVersion(), rule.forMillis(), rule.severity())
        : null;
  }
}
