package io.campaignpulse.event;

/** State of the evaluation of a source, or of all of them, at a minute. */
public enum HeartbeatState {
  /** Evaluated to within the bound of the clock. */
  LIVE,
  /** Evaluated to an earlier time than that, or what arrives is older: a backlog, or no events. */
  CATCHING_UP,
  /** Silent by a rule, so that rules on what depends on it are paused. */
  PAUSED
}
