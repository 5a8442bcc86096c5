package io.campaignpulse.testing;

import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Known events that differ in little. */
public final class TestingCalendar {

  private TestingCalendar() {}

  /** An event for everything. */
  public static CalendarEvent event(
      String id, long start, long end, @Nullable Double traffic, @Nullable Double conversion) {
    return event(id, start, end, List.of(), List.of(), List.of(), traffic, conversion);
  }

  /** An event of a scope. */
  public static CalendarEvent event(
      String id,
      long start,
      long end,
      List<String> campaignIds,
      List<String> channels,
      List<String> departments,
      @Nullable Double traffic,
      @Nullable Double conversion) {
    return new CalendarEvent(
        id,
        id,
        start,
        end,
        campaignIds,
        channels,
        departments,
        traffic,
        conversion,
        true,
        0,
        "",
        new Origin(0, 0, null, 0));
  }

  /** The same event in another revision. */
  public static CalendarEvent revised(CalendarEvent e, long revision, boolean enabled) {
    return new CalendarEvent(
        e.eventId(),
        e.name(),
        e.startTime(),
        e.endTime(),
        e.campaignIds(),
        e.channels(),
        e.departments(),
        e.trafficFactor(),
        e.conversionFactor(),
        enabled,
        revision,
        "",
        e.origin());
  }
}
