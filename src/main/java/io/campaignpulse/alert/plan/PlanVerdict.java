package io.campaignpulse.alert.plan;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says of a plan.
 *
 * @param level how bad it is before the rule has its say: WARNING or CRITICAL; null = not at all
 * @param action what to do about it; null where there is nothing to do
 * @param calmSince see {@link OpenFinding}
 */
record PlanVerdict(
    boolean evaluable,
    @Nullable Severity level,
    @Nullable AlertCause cause,
    Finding.Figures figures,
    AlertMessage message,
    @Nullable AlertMessage action,
    @Nullable Long calmSince) {

  static PlanVerdict bad(
      Severity level,
      @Nullable AlertCause cause,
      Finding.Figures figures,
      AlertMessage message,
      String action) {
    return new PlanVerdict(true, level, cause, figures, message, AlertMessage.of(action), null);
  }

  static PlanVerdict sound(Finding.Figures figures, AlertMessage message) {
    return new PlanVerdict(true, null, null, figures, message, null, null);
  }

  static @Nullable PlanVerdict notEvaluable(
      PlanProgress row, @Nullable OpenFinding open, PlanWords words) {
    return open == null
        ? null
        : new PlanVerdict(
            false,
            null,
            null,
            Finding.Figures.plain(null, null, null, null, words.evaluatedUntil()),
            words.notEvaluable(),
            null,
            null);
  }
}
