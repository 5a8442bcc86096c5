package io.campaignpulse.event;

/** State of an alert in its lifecycle. */
public enum AlertState {
  PENDING,
  FIRING,
  /** It was firing and cannot be evaluated now: its data are silent or late. */
  PAUSED,
  RESOLVED,
  /** Late data changed the result: it should never have fired. */
  RETRACTED
}
