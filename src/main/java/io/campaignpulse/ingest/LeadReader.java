package io.campaignpulse.ingest;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.Origin;

/** Reads leads' entries into stages. */
public final class LeadReader extends TopicReader<LeadEvent> {

  /** A reader without state. */
  public LeadReader() {
    super(
        "eventId",
        "eventTime",
        "arrivalTime",
        "leadId",
        "stage",
        "reopened",
        "visitorId",
        "customerId",
        "campaignId",
        "channel",
        "value",
        "currency",
        "owner",
        "dealerId",
        "contactedTime");
  }

  @Override
  LeadEvent interpret(Reading in, Origin origin) {
    in.require("eventId", "eventTime", "leadId", "stage");
    long eventTime = in.time("eventTime");
    return new LeadEvent(
        in.id("eventId"),
        eventTime,
        in.id("leadId"),
        in.choice("stage", LeadStage.class),
        in.flag("reopened", false),
        in.optionalId("visitorId"),
        in.optionalId("customerId"),
        in.optionalId("campaignId"),
        in.channel("channel"),
        in.optionalMicros("value"),
        in.optionalId("currency"),
        in.text("owner"),
        in.optionalId("dealerId"),
        in.optionalTime("contactedTime"),
        null,
        in.arrived(origin, eventTime));
  }
}
