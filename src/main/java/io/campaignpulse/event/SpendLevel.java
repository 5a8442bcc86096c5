package io.campaignpulse.event;

/** The depth of a spend report in an advertising account, the coarsest first. */
public enum SpendLevel {
  CAMPAIGN,
  AD_GROUP,
  AD
}
