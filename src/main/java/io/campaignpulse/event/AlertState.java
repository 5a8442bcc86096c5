package io.campaignpulse.event;

/** Where an alert stands in its life. */
public enum AlertState {
  PENDING,
  FIRING,
  /** It was firing and cannot be judged now: what it is judged by is silent or late. */
  PAUSED,
  RESOLVED,
  /** Late data changed the verdict: it should never have fired. */
  RETRACTED
}
