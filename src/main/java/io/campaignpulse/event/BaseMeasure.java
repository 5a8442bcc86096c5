package io.campaignpulse.event;

/** The additive measures of a campaign, channel and window that need no attribution. */
public enum BaseMeasure {
  IMPRESSIONS,
  CLICKS,
  VISITS,
  INVALID_IMPRESSIONS,
  INVALID_CLICKS,
  INVALID_VISITS,
  /** Micros of the reporting currency; all others are whole counts. */
  SPEND;

  /** How many there are: the length of a vector indexed by ordinal. */
  public static final int COUNT = values().length;
}
