package io.campaignpulse.event;

/** Why a record was refused; the names are stable. */
public enum RejectionReason {
  MALFORMED,
  UNKNOWN_SCHEMA,
  TOO_LARGE,
  MISSING_FIELD,
  INVALID_VALUE,
  EVENT_TIME_IN_FUTURE,
  EVENT_TIME_TOO_OLD,
  FX_RATE_MISSING,
  ORDER_UNKNOWN
}
