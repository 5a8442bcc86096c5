package io.campaignpulse.alert.guardrail;

import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.EvidenceGrade;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The guardrail of all that changes money by alerts and outlooks: without a recent heartbeat, and
 * while evaluation catches up, is paused or learns, or once advice has expired, money stays as it
 * is; what was done because of a retracted alert is undone. The page, the notifier and consumers
 * decide by it (docs/guardrail.md).
 */
public final class BudgetGuardrail {

  /** The age at which a heartbeat is none any more. */
  public static final Duration HEARTBEAT_TIMEOUT = Duration.ofMinutes(3);

  private BudgetGuardrail() {}

  /**
   * Returns the decision on an alert or an outlook. An undo goes before everything: a retraction is
   * final, however old, and what it undoes was done by mistake.
   *
   * @param heartbeat the latest of all sources; null where none was received
   * @param now the clock of whoever decides, epoch milliseconds
   */
  public static GuardrailDecision decide(
      @Nullable AlertHeartbeat heartbeat, long now, AdviceStatus advice) {
    if (advice.state() == AlertState.RETRACTED) {
      return GuardrailDecision.UNDO;
    }
    GuardrailDecision evaluation = decide(heartbeat, now);
    if (!evaluation.isAllowed()) {
      return evaluation;
    }
    if (advice.state() == AlertState.PAUSED) {
      return GuardrailDecision.PAUSED;
    }
    // What is pending hasn't held for long enough to fire.
    if (advice.grade() == EvidenceGrade.LEARNING || advice.state() == AlertState.PENDING) {
      return GuardrailDecision.LEARNING;
    }
    Long validUntil = advice.validUntil();
    return advice.state() == AlertState.RESOLVED || (validUntil != null && now >= validUntil)
        ? GuardrailDecision.EXPIRED
        : GuardrailDecision.ALLOWED;
  }

  /**
   * Returns what evaluation as a whole allows.
   *
   * @param heartbeat the latest of all sources; null where none was received
   * @param now the clock of whoever decides, epoch milliseconds
   */
  public static GuardrailDecision decide(@Nullable AlertHeartbeat heartbeat, long now) {
    // One from far ahead would hide a stop for as long: clocks that differ so much aren't trusted.
    if (heartbeat == null
        || Math.abs(now - heartbeat.updatedAt()) >= HEARTBEAT_TIMEOUT.toMillis()) {
      return GuardrailDecision.NO_HEARTBEAT;
    }
    return switch (heartbeat.state()) {
      case LIVE -> GuardrailDecision.ALLOWED;
      case CATCHING_UP -> GuardrailDecision.CATCHING_UP;
      case PAUSED -> GuardrailDecision.PAUSED;
    };
  }
}
