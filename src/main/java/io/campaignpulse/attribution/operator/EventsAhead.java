package io.campaignpulse.attribution.operator;

import io.campaignpulse.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;

/**
 * The events that run ahead of event time while a job catches up, which wait for it.
 *
 * <p>Each topic is read as fast as it can be. After an outage, or from the beginning, orders are
 * read long before the touches that led to them, and each of these would decide them anew. So what
 * arrived a while ago waits until event time has come to it; what has just arrived never waits, and
 * nothing waits for a time that stands still.
 *
 * @param <E> the events of the operator, whose watermark must be that of touches too
 */
final class EventsAhead<E extends Event> {

  /** What is not older than this is live. */
  private static final long LIVE = Duration.ofMinutes(1).toMillis();

  /** Time that has not moved for so long stands still. */
  private static final long STANDSTILL = Duration.ofSeconds(15).toMillis();

  private final transient ListState<E> waiting;
  private long watermark = Long.MIN_VALUE;
  private long movedAt = Long.MIN_VALUE;

  /** Keeps what waits in the state {@code <uid>.ahead} of the key. */
  EventsAhead(RuntimeContext context, String uid, TypeInformation<E> type) {
    waiting = context.getListState(new ListStateDescriptor<>(uid + ".ahead", type));
  }

  /** Takes an event in that has to wait; false if it needn't. */
  boolean hold(E event, TimerService timers) throws Exception {
    long now = timers.currentProcessingTime();
    watch(timers);
    if (now - event.origin().arrivalTime() <= LIVE || event.eventTime() <= watermark) {
      return false;
    }
    waiting.add(event);
    timers.registerEventTimeTimer(event.eventTime());
    timers.registerProcessingTimeTimer(nextLook(now));
    return true;
  }

  /** What waits no longer, in the order of its coming; to be asked at each timer. */
  List<E> release(TimerService timers) throws Exception {
    watch(timers);
    boolean standsStill = timers.currentProcessingTime() - movedAt >= STANDSTILL;
    List<E> released = new ArrayList<>();
    List<E> kept = new ArrayList<>();
    for (E event : waiting.get()) {
      (standsStill || event.eventTime() <= watermark ? released : kept).add(event);
    }
    if (!released.isEmpty()) {
      waiting.update(kept);
    }
    if (!kept.isEmpty()) {
      timers.registerProcessingTimeTimer(nextLook(timers.currentProcessingTime()));
    }
    return released;
  }

  private void watch(TimerService timers) {
    if (timers.currentWatermark() != watermark || movedAt == Long.MIN_VALUE) {
      watermark = timers.currentWatermark();
      movedAt = timers.currentProcessingTime();
    }
  }

  /** The same for many events, so that a key has few timers. */
  private static long nextLook(long now) {
    return (now / STANDSTILL + 2) * STANDSTILL;
  }
}
