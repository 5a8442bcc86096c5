package io.campaignpulse.event;

/** Advice to whoever controls budgets, people or programs. */
public enum Advice {
  /** Change nothing: the evidence is insufficient, or money is not the remedy. */
  HOLD,
  /** Spend less on it. */
  REDUCE,
  /** It may bear more. */
  INCREASE_CANDIDATE,
  /** It may be stopped. */
  PAUSE_CANDIDATE,
  /** Repair the data first: the campaign cannot be evaluated. */
  FIX_DATA,
  /** Bring new stock. */
  RESTOCK,
  /** There is nothing to do. */
  NONE
}
