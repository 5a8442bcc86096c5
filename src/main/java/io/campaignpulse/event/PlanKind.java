package io.campaignpulse.event;

/** What a plan is for. */
public enum PlanKind {
  /** What a campaign may spend over its flight. */
  BUDGET,
  /** What a campaign may spend on one day of the reporting zone. */
  DAILY_BUDGET,
  /** The units of an article, or of all articles, that a promotion is to sell. */
  CLEARANCE,
  /** A growth target of marketing and sales, given in the plans catalogue. */
  TARGET
}
