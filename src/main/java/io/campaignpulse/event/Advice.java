package io.campaignpulse.event;

/** Advice to whoever controls budgets, people or programs. */
public enum Advice {
  /** Change nothing yet: it can't be told, or it is no matter of money. */
  HOLD,
  /** Spend less on it. */
  REDUCE,
  /** It may bear more. */
  INCREASE_CANDIDATE,
  /** It may be stopped. */
  PAUSE_CANDIDATE,
  /** Mend the data first: nothing can be said of the campaign. */
  FIX_DATA,
  /** Bring new stock. */
  RESTOCK,
  /** There is nothing to do. */
  NONE
}
