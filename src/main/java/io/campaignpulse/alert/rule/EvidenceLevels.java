package io.campaignpulse.alert.rule;

import io.campaignpulse.event.AlertRule;

/**
 * The evidence R from which a rule warns and is critical: docs/alerting.md. The chance of a false
 * alarm within one horizon is at most 1 in R.
 */
public record EvidenceLevels(double warning, double critical) {

  /** Of rules that don't say: at most 5 % and 1 %. */
  public static final EvidenceLevels DEFAULT = new EvidenceLevels(20, 100);

  /** Those of a rule. */
  public static EvidenceLevels of(AlertRule rule) {
    Double warning = rule.warningEvidence();
    Double critical = rule.criticalEvidence();
    return new EvidenceLevels(
        warning == null ? DEFAULT.warning : warning,
        critical == null ? DEFAULT.critical : critical);
  }
}
