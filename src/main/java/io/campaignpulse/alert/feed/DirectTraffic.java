package io.campaignpulse.alert.feed;

import static io.campaignpulse.alert.feed.HourlyTraffic.HOUR;

import io.campaignpulse.evidence.WeekHours;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Traffic of the whole business that carries no campaign. A value.
 *
 * @param usual what is expected of an hour
 * @param next the hour that is evaluated next, epoch milliseconds; null before the first
 * @param pending traffic of the hours from it on
 * @param recent the evaluated hours of the last {@link TaggedSeries#RETENTION}
 */
public record DirectTraffic(
    HourlyTraffic usual,
    @Nullable Long next,
    Map<Long, Long> pending,
    Map<Long, DirectHour> recent) {

  /** Nothing is known. */
  public static final DirectTraffic UNKNOWN =
      new DirectTraffic(HourlyTraffic.UNKNOWN, null, Map.of(), Map.of());

  /** The traffic with an hour's latest row. */
  public DirectTraffic with(TrafficHour hour) {
    if (next != null && hour.start() < next) {
      return this;
    }
    Map<Long, Long> more = new TreeMap<>(pending);
    more.put(hour.start(), hour.traffic());
    return new DirectTraffic(usual, next, more, recent);
  }

  /** The traffic with all hours evaluated that end by then. */
  public DirectTraffic until(long end, WeekHours zone) {
    if (next == null && pending.isEmpty()) {
      return this;
    }
    long first = next == null ? Collections.min(pending.keySet()) : next;
    HourlyTraffic known = usual;
    Map<Long, DirectHour> hours = new TreeMap<>(recent);
    long hour = Math.max(first, end - TaggedSeries.LONGEST_HISTORY);
    for (; hour < end; hour += HOUR) {
      double came = pending.getOrDefault(hour, 0L);
      double expected = known.isKnown() ? known.expected(hour, zone) : Double.NaN;
      hours.put(hour, new DirectHour(came, expected, known.phi()));
      known = known.after(hour, came, zone);
    }
    long begin = hour;
    Map<Long, Long> rest = new TreeMap<>(pending);
    rest.keySet().removeIf(each -> each < begin);
    hours.keySet().removeIf(each -> each < begin - TaggedSeries.RETENTION);
    return new DirectTraffic(known, begin, rest, hours);
  }

  /** An hour; unknown where it isn't kept. */
  DirectHour hour(long start) {
    return recent.getOrDefault(start, DirectHour.UNKNOWN);
  }
}
