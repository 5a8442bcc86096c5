package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that says when a series deserves an alert.
 *
 * @param metric name of a measure or ratio of campaign-metrics
 * @param op one of {@code < <= > >=} (THRESHOLD)
 * @param value the number the metric is compared with (THRESHOLD)
 * @param window trailing window that is evaluated, milliseconds (THRESHOLD)
 * @param minCount least denominator (for a ratio) or 0 (THRESHOLD)
 * @param forMillis how long the condition must hold before the alert fires (THRESHOLD), or a
 *     difference must stay unchanged (CONSERVATION)
 * @param match what a series must carry, by label, each once; empty = everything
 * @param margin share by which a target may be missed before it counts, in [0, 1); null = default
 * @param target number to be reached; null = the campaign's own target of the metric
 * @param warningEvidence evidence R from which a WARNING fires; null = default
 * @param criticalEvidence evidence R from which it is CRITICAL; null = default
 * @param severity INFO, WARNING or CRITICAL; of kinds that measure evidence their first level
 * @param changedBy who made this version; null where it is unknown
 * @param changedAt when, epoch milliseconds
 * @param model attribution model, null = reporting.model
 * @param basis time basis, null = reporting.basis
 */
public record AlertRule(
    String ruleId,
    RuleKind kind,
    @Nullable String metric,
    @Nullable String op,
    @Nullable Double value,
    @Nullable Long window,
    double minCount,
    long forMillis,
    List<LabelMatch> match,
    @Nullable Double margin,
    @Nullable Double target,
    @Nullable Double warningEvidence,
    @Nullable Double criticalEvidence,
    Severity severity,
    @Nullable AttributionModel model,
    @Nullable TimeBasis basis,
    List<String> notifyTargets,
    boolean enabled,
    @Nullable String changedBy,
    @Nullable Long changedAt,
    long revision,
    String canonicalJson,
    Origin origin)
    implements CatalogueRow {
  @Override
  public String id() {
    return ruleId;
  }

  /** Returns the same rule, switched off. */
  public AlertRule switchedOff() {
    return switched(false);
  }

  /** Returns the same rule, switched on. */
  public AlertRule switchedOn() {
    return switched(true);
  }

  private AlertRule switched(boolean on) {
    return new AlertRule(
        ruleId,
        kind,
        metric,
        op,
        value,
        window,
        minCount,
        forMillis,
        match,
        margin,
        target,
        warningEvidence,
        criticalEvidence,
        severity,
        model,
        basis,
        notifyTargets,
        on,
        changedBy,
        changedAt,
        revision,
        canonicalJson,
        origin);
  }
}
