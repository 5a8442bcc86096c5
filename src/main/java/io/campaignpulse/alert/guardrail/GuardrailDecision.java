package io.campaignpulse.alert.guardrail;

/** Whether money may be changed by an alert or an outlook, and the reason where it may not. */
public enum GuardrailDecision {
  /** Nothing forbids it. */
  ALLOWED,
  /** Evaluation has stopped, can't be reached, or its clock and ours differ too much. */
  NO_HEARTBEAT,
  /** Evaluation is behind the clock. */
  CATCHING_UP,
  /** A source is silent, or the alert is paused for lack of what it is evaluated by. */
  PAUSED,
  /** The evidence doesn't suffice yet. */
  LEARNING,
  /** Valid no longer, or over. */
  EXPIRED,
  /** The alert should never have fired: what was done because of it is to be undone. */
  UNDO;

  /** Whether money may be changed in the direction of the advice. */
  public boolean isAllowed() {
    return this == ALLOWED;
  }
}
