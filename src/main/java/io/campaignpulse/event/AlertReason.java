package io.campaignpulse.event;

/** Reason for which an alert entered its state, where its condition alone does not say it. */
public enum AlertReason {
  /** RESOLVED from PENDING: nobody was notified. */
  CLEARED_BEFORE_FIRING,
  /** RESOLVED: it can no longer be evaluated. */
  TOO_LITTLE_DATA,
  /** RESOLVED: the rule was changed, switched off, or is no longer about the subject. */
  RULE_CHANGED,
  /** RESOLVED: the campaign, promotion or plan has ended. */
  ENDED,
  /** RESOLVED: another alert explains it. PAUSED: a group alert lists its series. */
  INHIBITED,
  /** PAUSED: its data are silent or late. */
  SOURCE_SILENT,
  /** PAUSED: conversions take longer than they did, and how long isn't known yet. */
  LAGS_CHANGED,
  /** PAUSED: how long conversions take isn't known yet. */
  LEARNING,
  /** PAUSED: a known event without given effects is on. */
  CALENDAR,
  /** RETRACTED: conversions that had happened before came later. */
  LATE_CONVERSIONS,
  /** RETRACTED: conversions were credited elsewhere or here after all. */
  CREDIT_MOVED,
  /** RETRACTED: cost was restated. */
  COST_RESTATED,
  /** RETRACTED: returns were taken back or counted anew. */
  RETURNS_RESTATED
}
