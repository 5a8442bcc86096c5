package io.campaignpulse.event;

/** Why a plan cannot be judged. */
public enum PlanProblem {
  /** The goal isn't the sum of the goals of the plans below it. */
  GOAL_NOT_SUM_OF_CHILDREN,
  /** The plan it is a part of doesn't exist. */
  PARENT_UNKNOWN,
  /** Following the parents leads back to the plan. */
  PARENT_CYCLE,
  /** It plans another measure than the plan it is a part of. */
  MEASURE_DIFFERS_FROM_PARENT,
  /** Its period reaches beyond that of the plan it is a part of. */
  PERIOD_OUTSIDE_PARENT,
  /** Its measure cannot be told apart by its scope, as the spend of a dealer. */
  MEASURE_NOT_IN_SCOPE,
  /** No rate is known for the currency of its goal at its start. */
  FX_RATE_MISSING
}
