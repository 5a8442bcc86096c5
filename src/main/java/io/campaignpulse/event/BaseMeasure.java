package io.campaignpulse.event;

/** The additive measures of a campaign, channel and window that need no attribution. */
public enum BaseMeasure {
  IMPRESSIONS,
  CLICKS,
  VISITS,
  INVALID_IMPRESSIONS,
  INVALID_CLICKS,
  INVALID_VISITS,
  /** Micros of the reporting currency. */
  SPEND,
  /** What clicks that no report covers yet are expected to cost, micros; see metrics.md. */
  PROVISIONAL_SPEND;

  /** How many there are: the length of a vector indexed by ordinal. */
  public static final int COUNT = values().length;

  /** Whether it is money, in micros of the reporting currency; all others are whole counts. */
  public boolean isMoney() {
    return this == SPEND || this == PROVISIONAL_SPEND;
  }
}
