package io.campaignpulse.event;

/** Kind of change of a daily budget. */
public enum BudgetStep {
  REDUCE,
  INCREASE,
  /** Reduction to the floor: a person decides whether the campaign is paused. */
  FLOOR,
  /** Takes back the change of an episode. */
  UNDO
}
