package io.campaignpulse.event;

/** What a rule can say of a target. */
public enum TargetStanding {
  /** Too little was to be expected yet for any verdict. */
  LEARNING,
  /** Nothing speaks against it. */
  OK,
  /** It is proven to be missed. */
  MISSED,
  /** Its data are silent or late. */
  PAUSED
}
