package io.campaignpulse.alert.rule;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.time.Duration;
import java.util.List;

/** Rules that hold without a row in the catalogue; a row of the same id replaces one. */
public final class BuiltInRule {

  /** Credited results that differ from booked ones. */
  public static final AlertRule CONSERVATION =
      new AlertRule(
          "conservation",
          RuleKind.CONSERVATION,
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

  private BuiltInRule() {}
}
