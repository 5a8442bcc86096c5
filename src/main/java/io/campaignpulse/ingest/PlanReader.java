package io.campaignpulse.ingest;

import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanDefinition;

/** Reads plans of the catalogue. */
public final class PlanReader extends TopicReader<PlanDefinition> {

  /** A reader without state. */
  public PlanReader() {
    super(
        "planId",
        "name",
        "parentId",
        "measure",
        "goal",
        "startTime",
        "endTime",
        "curve",
        "campaignId",
        "channel",
        "department",
        "dealerId",
        "promotionId",
        "revision",
        "arrivalTime");
  }

  @Override
  PlanDefinition interpret(Reading in, Origin origin) {
    in.require("planId", "name", "measure", "goal", "startTime", "endTime");
    long startTime = in.time("startTime");
    long endTime = in.time("endTime");
    in.requireForward("startTime", startTime, "endTime", endTime);
    return CanonicalJson.stamped(
        json ->
            new PlanDefinition(
                in.id("planId"),
                in.id("name"),
                in.optionalId("parentId"),
                in.id("measure"),
                in.micros("goal"),
                startTime,
                endTime,
                in.text("curve"),
                in.optionalId("campaignId"),
                in.channel("channel"),
                in.optionalId("department"),
                in.optionalId("dealerId"),
                in.optionalId("promotionId"),
                in.revision(0),
                json,
                origin));
  }
}
