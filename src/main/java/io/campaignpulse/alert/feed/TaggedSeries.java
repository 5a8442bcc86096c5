package io.campaignpulse.alert.feed;

import static io.campaignpulse.alert.feed.HourlyTraffic.HOUR;

import io.campaignpulse.evidence.WeekHours;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Series whose tagging is watched, with its hours that aren't evaluated yet: those whose cost isn't
 * reported. A value.
 *
 * @param pending rows of hours, by start
 * @param reportedUntil until when cost is reported, epoch milliseconds
 */
public record TaggedSeries(
    String campaignId,
    String channel,
    Map<Long, TrafficHour> pending,
    long reportedUntil,
    TaggingWatch watch) {

  /** How long an hour waits for its cost, and a series for news. */
  static final long RETENTION = Duration.ofDays(16).toMillis();

  /** The longest history that is learned at once. */
  static final long LONGEST_HISTORY = Duration.ofDays(60).toMillis();

  /** The series after a row. */
  public static TaggedSeries after(@Nullable TaggedSeries before, TrafficHour hour) {
    Map<Long, TrafficHour> more = before == null ? new TreeMap<>() : new TreeMap<>(before.pending);
    TaggingWatch watch = before == null ? TaggingWatch.UNKNOWN : before.watch;
    if (watch.next() == null || hour.start() >= watch.next()) {
      more.put(hour.start(), hour);
    }
    long known = before == null ? Long.MIN_VALUE : before.reportedUntil;
    Long until = hour.reportedUntil();
    return new TaggedSeries(
        hour.campaignId(),
        hour.channel(),
        more,
        until == null ? known : Math.max(known, until),
        watch);
  }

  /** The series with all hours evaluated that end by then and whose cost is reported. */
  public TaggedSeries until(long end, DirectTraffic direct, WeekHours zone) {
    if (watch.next() == null && pending.isEmpty()) {
      return this;
    }
    long first = watch.next() == null ? Collections.min(pending.keySet()) : watch.next();
    long last = Math.min(end, Math.floorDiv(reportedUntil, HOUR) * HOUR);
    TaggingWatch next = watch;
    for (long hour = Math.max(first, last - LONGEST_HISTORY); hour < last; hour += HOUR) {
      TrafficHour row = pending.get(hour);
      next =
          next.after(
              hour,
              row == null ? 0 : row.traffic(),
              row == null ? 0 : row.costMicros(),
              direct.hour(hour),
              zone);
    }
    Map<Long, TrafficHour> rest = new TreeMap<>(pending);
    rest.keySet().removeIf(hour -> hour < last || hour < end - RETENTION);
    return new TaggedSeries(campaignId, channel, rest, reportedUntil, next);
  }

  /** Whether nothing has come or been reported for so long that it expires. */
  public boolean isOverAt(long tick) {
    return pending.isEmpty() && reportedUntil < tick - RETENTION;
  }
}
