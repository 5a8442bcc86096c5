package io.campaignpulse.event;

/** How a plan stands, in one word. */
public enum PlanStanding {
  /** Its period has not begun. */
  NOT_STARTED,
  /** It is heading for its goal. */
  ON_PLAN,
  /** It is heading below its goal; of a budget: it will not be spent. */
  BEHIND,
  /** It is heading above its goal; of a budget: it will be overspent. */
  AHEAD,
  /** A budget has been overspent beyond what its rule allows. */
  OVERSPENT,
  /** Nothing is left to sell. */
  SOLD_OUT,
  /** Its period has ended and the goal was reached; of a budget: it was kept. */
  REACHED,
  /** Its period has ended and the goal was missed; of a budget: it was not kept. */
  MISSED,
  /** The plan contradicts itself or others; {@code problem} says how. */
  INVALID
}
