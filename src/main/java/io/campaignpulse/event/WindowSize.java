package io.campaignpulse.event;

/** The windows results are kept for. */
public enum WindowSize {
  PT1M,
  /** A local hour of the reporting zone. */
  PT1H,
  /** A local day of the reporting zone: 23 to 25 hours. */
  P1D,
  /** Everything so far; it starts at the epoch and has no end. */
  LIFE
}
