package io.campaignpulse.event;

/** How the credit of a conversion is divided among its touches. */
public enum AttributionModel {
  FIRST_TOUCH,
  LAST_TOUCH,
  LAST_NON_DIRECT,
  LINEAR,
  POSITION_BASED,
  TIME_DECAY
}
