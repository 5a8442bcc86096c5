package io.campaignpulse.alert.heartbeat;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.event.HeartbeatState;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the events of a source have arrived. A value; times are epoch milliseconds.
 *
 * @param newest end of the newest minute with an event
 * @param late backlog that arrived last; null where what arrived last was recent
 */
public record SourceProgress(long newest, @Nullable Backlog late) {

  /** No event has arrived. */
  public static final SourceProgress NONE = new SourceProgress(Long.MIN_VALUE, null);

  /**
   * Arrivals of which most were late.
   *
   * @param arrivedAt the tick before which they arrived
   * @param until end of the newest of their late minutes
   */
  public record Backlog(long arrivedAt, long until) {}

  /** Whether any event has arrived. */
  public boolean isKnown() {
    return newest != Long.MIN_VALUE;
  }

  /**
   * The progress after arrivals. Where most of them are older than the bound, a backlog is being
   * read, though some are recent: partitions are read side by side. One late event among many isn't
   * a backlog.
   *
   * @param tick the tick they came before
   * @param arrivals how much the count of each minute has changed; what isn't positive, as
   *     corrections and cancellations, isn't an arrival
   */
  public SourceProgress after(long tick, SortedMap<Long, Long> arrivals, long bound) {
    long all = 0;
    long late = 0;
    long lateUntil = Long.MIN_VALUE;
    long next = newest;
    for (Map.Entry<Long, Long> minute : arrivals.entrySet()) {
      long count = minute.getValue();
      if (count <= 0) {
        continue;
      }
      long end = minute.getKey() + MINUTE;
      all += count;
      next = Math.max(next, Math.min(end, tick));
      if (end < tick - bound) {
        late += count;
        lateUntil = end;
      }
    }
    if (all == 0) {
      return this;
    }
    return new SourceProgress(next, late > all - late ? new Backlog(tick, lateUntil) : null);
  }

  /**
   * Event time up to which its events have been evaluated: where nothing arrives, that of all
   * sources together, since a source that is quiet holds nothing back.
   *
   * @param silent whether a rule holds it to be silent
   * @param newestOfAll end of the newest minute with an event of any source
   */
  long evaluatedUntil(long tick, long bound, boolean silent, long newestOfAll) {
    if (silent) {
      return newest;
    }
    return late != null && tick - late.arrivedAt < bound ? late.until : newestOfAll;
  }

  /** The state of a source evaluated until an instant. */
  static HeartbeatState state(long now, long bound, boolean silent, long evaluatedUntil) {
    if (silent) {
      return HeartbeatState.PAUSED;
    }
    return now - evaluatedUntil > bound ? HeartbeatState.CATCHING_UP : HeartbeatState.LIVE;
  }
}
