package io.campaignpulse.ingest;

import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads known events of the calendar. */
public final class CalendarReader extends TopicReader<CalendarEvent> {

  /** A reader without state. */
  public CalendarReader() {
    super(
        "eventId",
        "name",
        "startTime",
        "endTime",
        "campaignIds",
        "channels",
        "departments",
        "trafficFactor",
        "conversionFactor",
        "enabled",
        "revision",
        "arrivalTime");
  }

  @Override
  CalendarEvent interpret(Reading in, Origin origin) {
    in.require("eventId", "name", "startTime", "endTime");
    long startTime = in.time("startTime");
    long endTime = in.time("endTime");
    in.requireForward("startTime", startTime, "endTime", endTime);
    List<String> channels = in.ids("channels").stream().map(ChannelCode::canonical).toList();
    Double trafficFactor = factor(in, "trafficFactor");
    Double conversionFactor = factor(in, "conversionFactor");
    return CanonicalJson.stamped(
        json ->
            new CalendarEvent(
                in.id("eventId"),
                in.id("name"),
                startTime,
                endTime,
                in.ids("campaignIds"),
                channels,
                in.ids("departments"),
                trafficFactor,
                conversionFactor,
                in.flag("enabled", true),
                in.revision(0),
                json,
                origin));
  }

  private static @Nullable Double factor(Reading in, String name) {
    Double factor = in.number(name);
    if (factor != null && factor <= 0) {
      throw in.invalid(name, "not above 0");
    }
    return factor;
  }
}
