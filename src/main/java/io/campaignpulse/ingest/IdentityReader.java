package io.campaignpulse.ingest;

import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Origin;

/** Reads statements on who a visitor is. */
public final class IdentityReader extends TopicReader<IdentityEvent> {

  /** A reader without state. */
  public IdentityReader() {
    super("eventTime", "arrivalTime", "visitorId", "customerId", "linked");
  }

  @Override
  IdentityEvent interpret(Reading in, Origin origin) {
    in.require("eventTime", "visitorId", "customerId");
    long eventTime = in.time("eventTime");
    return new IdentityEvent(
        eventTime,
        in.id("visitorId"),
        in.id("customerId"),
        in.flag("linked", true),
        in.arrived(origin, eventTime));
  }
}
