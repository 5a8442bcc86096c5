package io.campaignpulse.event;

/** Advice of an alert or an outlook on the budget of its campaign. */
public enum Advice {
  /** Leave the budget as it is. */
  HOLD,
  REDUCE,
  INCREASE_CANDIDATE,
  PAUSE_CANDIDATE,
  /** Repair the data first. */
  FIX_DATA,
  /** Bring goods first. */
  RESTOCK,
  /** Nothing to advise. */
  NONE
}
