package io.campaignpulse.event;

/** What was done to a record. */
public enum AuditAction {
  /** It was made or replaced. */
  PUT,
  /** It was switched off or taken out. */
  DELETE,
  /** Somebody said to take care of an alert. */
  ACKNOWLEDGE,
  /** That was taken back. */
  UNACKNOWLEDGE,
  /** Somebody put an alert off. */
  SNOOZE,
  /** That was taken back. */
  UNSNOOZE
}
