package io.campaignpulse.event;

/** What a person did with, or was shown of, a campaign. */
public enum InteractionType {
  IMPRESSION,
  CLICK,
  VISIT
}
