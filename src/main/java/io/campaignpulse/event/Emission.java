package io.campaignpulse.event;

/** When an operator publishes what it decided. */
public enum Emission {
  /** Live: as soon as something changes; corrections follow with a higher revision. */
  ON_CHANGE,
  /**
   * Replay: once, when all input has been read, in an order that depends on the events alone. All
   * revisions are 1.
   */
  AT_END
}
