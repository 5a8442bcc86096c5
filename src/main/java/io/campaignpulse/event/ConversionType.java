package io.campaignpulse.event;

/** What kind of conversion a credit is for. */
public enum ConversionType {
  LEAD,
  QUALIFIED_LEAD,
  ACCEPTED_LEAD,
  OPPORTUNITY,
  WON_LEAD,
  LOST_LEAD,
  ORDER
}
