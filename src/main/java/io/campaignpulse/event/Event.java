package io.campaignpulse.event;

/** Something that happened at an instant and arrived from somewhere. */
public interface Event {
  /** When it happened, epoch milliseconds. */
  long eventTime();

  /** Where it came from. */
  Origin origin();
}
