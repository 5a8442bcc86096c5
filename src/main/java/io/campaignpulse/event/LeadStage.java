package io.campaignpulse.event;

/** The stages of the lead funnel, in its order; LOST and DISQUALIFIED end it. */
public enum LeadStage {
  CREATED,
  QUALIFIED,
  ACCEPTED,
  OPPORTUNITY,
  WON,
  LOST,
  DISQUALIFIED
}
