package io.campaignpulse.event;

/** Where an alert stands in its life. */
public enum AlertState {
  PENDING,
  FIRING,
  RESOLVED,
  RETRACTED
}
