package io.campaignpulse.ingest;

import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.SpendLevel;
import io.campaignpulse.event.SpendReport;
import java.time.Duration;

/** Reads spend reports; without a revision, the report time in milliseconds is it. */
public final class SpendReader extends TopicReader<SpendReport> {
  private static final Duration LONGEST_PERIOD = Duration.ofDays(400);

  /** A reader without state. */
  public SpendReader() {
    super(
        "eventTime",
        "arrivalTime",
        "campaignId",
        "channel",
        "periodStart",
        "periodEnd",
        "currency",
        "cost",
        "revision",
        "level",
        "adGroupId",
        "breakdown",
        "impressions",
        "clicks");
  }

  @Override
  SpendReport interpret(Reading in, Origin origin) {
    in.require("eventTime", "channel", "periodStart", "periodEnd", "currency", "cost");
    long eventTime = in.time("eventTime");
    String channel = in.channel("channel");
    if (channel == null) {
      throw new RejectedException(RejectionReason.MISSING_FIELD, "channel");
    }
    long periodStart = in.time("periodStart");
    long periodEnd = in.time("periodEnd");
    in.requireForward("periodStart", periodStart, "periodEnd", periodEnd);
    if (periodStart < TimeBounds.EARLIEST) {
      throw in.invalid("periodStart", "before 2000, perhaps seconds for milliseconds");
    }
    if (periodEnd > TimeBounds.LATEST) {
      throw in.invalid("periodEnd", "after 9999, perhaps a finer unit than milliseconds");
    }
    if (periodEnd - periodStart > LONGEST_PERIOD.toMillis()) {
      throw in.invalid("periodEnd", "more than 400 days after periodStart");
    }
    String campaignId = in.optionalId("campaignId");
    return new SpendReport(
        eventTime,
        campaignId == null ? ClassifiedInteraction.NO_CAMPAIGN : campaignId,
        channel,
        periodStart,
        periodEnd,
        in.id("currency"),
        in.micros("cost"),
        in.revision(eventTime),
        in.optionalChoice("level", SpendLevel.class),
        in.optionalId("adGroupId"),
        in.optionalId("breakdown"),
        in.count("impressions"),
        in.count("clicks"),
        in.arrived(origin, eventTime));
  }
}
