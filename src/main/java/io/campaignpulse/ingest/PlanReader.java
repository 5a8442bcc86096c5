package io.campaignpulse.ingest;

import io.campaignpulse.event.Origin;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.PlanMeasure;

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
    PlanMeasure measure = measure(in);
    String curve = in.curve("curve");
    return CanonicalJson.stamped(
        json ->
            new PlanDefinition(
                in.id("planId"),
                in.id("name"),
                in.optionalId("parentId"),
                measure.label(),
                in.micros("goal"),
                startTime,
                endTime,
                curve,
                in.optionalId("campaignId"),
                in.channel("channel"),
                in.optionalId("department"),
                in.optionalId("dealerId"),
                in.optionalId("promotionId"),
                in.revision(0),
                json,
                origin));
  }

  private static PlanMeasure measure(Reading in) {
    String name = in.id("measure");
    return PlanMeasure.named(name)
        .orElseThrow(() -> in.invalid("measure", name + " is none of " + PlanMeasure.labels()));
  }
}
