package io.campaignpulse.budget;

import io.campaignpulse.alert.guardrail.GuardrailDecision;

/** Reason for which a signal changes no budget now. */
public enum NoActionReason {
  /** The advice is HOLD, FIX_DATA, RESTOCK or NONE. */
  NO_BUDGET_ADVICE,
  /** The change of the episode was made. */
  ALREADY_ACTED,
  /** The episode is retracted and its change, if any, undone. */
  RETRACTED,
  /** A person has set another budget since; an undo would overwrite it. */
  BUDGET_CHANGED_SINCE,
  NO_HEARTBEAT,
  CATCHING_UP,
  PAUSED,
  LEARNING,
  EXPIRED,
  /** The grade of the evidence is below that of the policy, or none is stated. */
  WEAK_EVIDENCE,
  /** The alert is not about one campaign. */
  NO_CAMPAIGN,
  /** The catalogue has no daily budget of the campaign. */
  UNKNOWN_BUDGET,
  /** An alert of the campaign speaks against an increase. */
  CONTRADICTED,
  /** The budget of the campaign was changed too recently. */
  COOLDOWN,
  /** The budget is at its floor or ceiling. */
  AT_LIMIT,
  /** The campaign's share of the day is used up. */
  CAMPAIGN_CAP,
  /** The installation's share of the day is used up. */
  INSTALLATION_CAP,
  /** The kill switch is on. */
  KILL_SWITCH;

  /** Returns the reason that the guardrail gives. */
  static NoActionReason of(GuardrailDecision decision) {
    return switch (decision) {
      case NO_HEARTBEAT -> NO_HEARTBEAT;
      case CATCHING_UP -> CATCHING_UP;
      case PAUSED -> PAUSED;
      case LEARNING -> LEARNING;
      case EXPIRED -> EXPIRED;
      case ALLOWED, UNDO -> throw new IllegalArgumentException(decision + " forbids nothing");
    };
  }
}
