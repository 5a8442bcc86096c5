package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A known event of the calendar, in force over [startTime, endTime): a sales day, a holiday.
 *
 * @param campaignIds scope; empty = every campaign
 * @param channels scope; empty = every channel
 * @param departments scope; empty = every department
 * @param trafficFactor expected traffic as a multiple of an ordinary time, above 0; null = unknown
 * @param conversionFactor expected conversion rate as a multiple of an ordinary time, above 0; null
 *     = unknown
 * @param enabled whether it counts
 */
public record CalendarEvent(
    String eventId,
    String name,
    long startTime,
    long endTime,
    List<String> campaignIds,
    List<String> channels,
    List<String> departments,
    @Nullable Double trafficFactor,
    @Nullable Double conversionFactor,
    boolean enabled,
    long revision,
    String canonicalJson,
    Origin origin)
    implements CatalogueRow {
  @Override
  public String id() {
    return eventId;
  }
}
