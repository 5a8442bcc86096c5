package io.campaignpulse.alert.calendar;

import io.campaignpulse.event.CalendarEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event with the series it applies to.
 *
 * @param campaignIds empty = every campaign
 * @param channels empty = every channel
 * @param departments empty = every department, and campaigns without one
 */
record EventScope(
    CalendarEvent event, Set<String> campaignIds, Set<String> channels, Set<String> departments) {

  static EventScope of(CalendarEvent event) {
    return new EventScope(
        event,
        Set.copyOf(event.campaignIds()),
        Set.copyOf(event.channels()),
        Set.copyOf(event.departments()));
  }

  boolean contains(long instant) {
    return event.startTime() <= instant && instant < event.endTime();
  }

  boolean covers(String campaignId, String channel, @Nullable String department) {
    return accepts(campaignIds, campaignId)
        && accepts(channels, channel)
        && accepts(departments, department);
  }

  private static boolean accepts(Set<String> scope, @Nullable String value) {
    return scope.isEmpty() || (value != null && scope.contains(value));
  }
}
