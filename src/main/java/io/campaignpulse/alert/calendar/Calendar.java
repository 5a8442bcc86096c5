package io.campaignpulse.alert.calendar;

import io.campaignpulse.event.CalendarEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The enabled events of the calendar, indexed by time: a lookup is a binary search among their
 * starts and ends, and costs no more at an instant when none is in force. Immutable.
 *
 * <p>An event is in force for a series at an instant of [startTime, endTime) if each list of its
 * scope is empty or holds the series' campaign, channel or department.
 */
public final class Calendar {

  private static final Comparator<CalendarEvent> ORDER =
      Comparator.comparingLong(CalendarEvent::startTime).thenComparing(CalendarEvent::eventId);

  /** A calendar without events. */
  public static final Calendar EMPTY = of(List.of());

  private final long[] edges;
  private final List<List<EventScope>> fromEdge;

  private Calendar(long[] edges, List<List<EventScope>> fromEdge) {
    this.edges = edges;
    this.fromEdge = fromEdge;
  }

  /**
   * Returns the calendar of rows of the catalogue.
   *
   * @param rows of each eventId at most one, in any order
   */
  public static Calendar of(Collection<CalendarEvent> rows) {
    List<EventScope> events =
        rows.stream().filter(CalendarEvent::enabled).sorted(ORDER).map(EventScope::of).toList();
    long[] edges =
        events.stream()
            .flatMapToLong(e -> LongStream.of(e.event().startTime(), e.event().endTime()))
            .sorted()
            .distinct()
            .toArray();
    List<List<EventScope>> fromEdge = new ArrayList<>();
    for (long edge : edges) {
      fromEdge.add(events.stream().filter(e -> e.contains(edge)).toList());
    }
    return new Calendar(edges, List.copyOf(fromEdge));
  }

  /**
   * Returns the expected conversion rate as a multiple of an ordinary time: the product of the
   * factors of the events in force, 1 where none gives one.
   *
   * @param department null if the campaign has none
   * @param instant epoch milliseconds
   */
  public double conversionFactor(
      String campaignId, String channel, @Nullable String department, long instant) {
    return factor(campaignId, channel, department, instant, CalendarEvent::conversionFactor);
  }

  /** Returns the expected traffic, as {@link #conversionFactor} the expected conversion rate. */
  public double trafficFactor(
      String campaignId, String channel, @Nullable String department, long instant) {
    return factor(campaignId, channel, department, instant, CalendarEvent::trafficFactor);
  }

  /**
   * Returns the event that pauses rules on targets: the earliest in force that gives no conversion
   * factor, so that nothing can be expected; null if there is none.
   */
  public @Nullable CalendarEvent paused(
      String campaignId, String channel, @Nullable String department, long instant) {
    for (EventScope each : at(instant)) {
      if (each.event().conversionFactor() == null && each.covers(campaignId, channel, department)) {
        return each.event();
      }
    }
    return null;
  }

  /** Returns whether any event is in force, so that the instant teaches nothing about others. */
  public boolean isSpecial(
      String campaignId, String channel, @Nullable String department, long instant) {
    for (EventScope each : at(instant)) {
      if (each.covers(campaignId, channel, department)) {
        return true;
      }
    }
    return false;
  }

  private double factor(
      String campaignId,
      String channel,
      @Nullable String department,
      long instant,
      Function<CalendarEvent, @Nullable Double> given) {
    double product = 1;
    for (EventScope each : at(instant)) {
      if (each.covers(campaignId, channel, department)) {
        product *= Objects.requireNonNullElse(given.apply(each.event()), 1.0);
      }
    }
    return product;
  }

  private List<EventScope> at(long instant) {
    int found = Arrays.binarySearch(edges, instant);
    int edge = found >= 0 ? found : -found - 2;
    return edge < 0 ? List.of() : fromEdge.get(edge);
  }
}
