package io.campaignpulse.alert;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Severity;
import java.time.Duration;
import java.util.List;
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

  /** The rule that stands without anybody asking; a row of its id in the catalogue replaces it. */
  public static final AlertRule BUILT_IN =
      new AlertRule(
          "conservation",
          KIND,
          null,
          null,
          null,
          null,
          0,
          Duration.ofMinutes(5).toMillis(),
          List.of(),
          null,
          null,
          null,
          null,
          Severity.CRITICAL,
          null,
          null,
          List.of(),
          true,
          null,
          null,
          Long.MIN_VALUE,
          "",
          new Origin(0, 0, null, 0));

  /** The rule to judge; null where it is of another kind or switched off. */
  public static @Nullable ConservationRule of(RuleVersion version) {
    AlertRule rule = version.rule();
    return rule.kind().equals(KIND) && rule.enabled()
        ? new ConservationRule(
            rule.ruleId(), version.targetVersion(), rule.forMillis(), rule.severity())
        : null;
  }
}
