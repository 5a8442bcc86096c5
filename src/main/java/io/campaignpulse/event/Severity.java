package io.campaignpulse.event;

/** How much an alert matters, least first. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL
}
