package io.campaignpulse.attribution;

/** Whether touches that repeat each other count once. */
public enum Collapse {
  /** Every touch counts. */
  NONE,
  /** A run of touches of the same campaign and channel counts as one. */
  CONSECUTIVE
}
