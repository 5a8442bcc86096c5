package io.campaignpulse.notifier;

import io.campaignpulse.alert.guardrail.AdviceStatus;
import io.campaignpulse.alert.guardrail.BudgetGuardrail;
import io.campaignpulse.alert.guardrail.GuardrailDecision;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request to a target.
 *
 * @param notices what it tells: exactly one, or several to a target that takes them together
 * @param open what the target is reminded of besides, so that it goes on holding it for true
 * @param heartbeat the latest of the evaluation of alerts; null where none was received
 */
record Attempt(
    Target target, List<Notice> notices, List<OpenAlert> open, @Nullable AlertHeartbeat heartbeat) {

  /** Whether money may be changed because of an alert of it. */
  GuardrailDecision guardrail(Alert alert, Instant now) {
    return BudgetGuardrail.decide(heartbeat, now.toEpochMilli(), AdviceStatus.of(alert));
  }

  /**
   * An alert that lasts.
   *
   * @param severity what the target was told
   */
  record OpenAlert(Alert alert, Severity severity) {}
}
