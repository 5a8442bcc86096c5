package io.campaignpulse.ingest;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RejectionReason;

/** Reads interactions; one needs a visitor or a customer. */
public final class InteractionReader extends TopicReader<Interaction> {

  /** A reader without state. */
  public InteractionReader() {
    super(
        "eventId",
        "eventTime",
        "arrivalTime",
        "type",
        "visitorId",
        "customerId",
        "campaignId",
        "channel",
        "pageUrl",
        "referrer",
        "source",
        "medium",
        "campaignName",
        "adGroupId",
        "creativeId",
        "promotionId",
        "region",
        "device",
        "userAgent",
        "viewable");
  }

  @Override
  Interaction interpret(Reading in, Origin origin) {
    in.require("eventId", "eventTime", "type");
    long eventTime = in.time("eventTime");
    String visitorId = in.optionalId("visitorId");
    String customerId = in.optionalId("customerId");
    if (visitorId == null && customerId == null) {
      throw new RejectedException(RejectionReason.MISSING_FIELD, "visitorId or customerId");
    }
    return new Interaction(
        in.id("eventId"),
        eventTime,
        in.choice("type", InteractionType.class),
        visitorId,
        customerId,
        in.optionalId("campaignId"),
        in.channel("channel"),
        in.text("pageUrl"),
        in.text("referrer"),
        in.text("source"),
        in.text("medium"),
        in.optionalId("campaignName"),
        in.optionalId("adGroupId"),
        in.optionalId("creativeId"),
        in.optionalId("promotionId"),
        in.text("region"),
        in.text("device"),
        in.text("userAgent"),
        in.flag("viewable", true),
        in.arrived(origin, eventTime));
  }
}
