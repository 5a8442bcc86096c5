package io.campaignpulse.source;

import io.campaignpulse.event.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * How far event time has come on one subtask: the least of its partitions' latest event times, less
 * the allowed disorder. Each partition is followed by itself, though a subtask may read several, so
 * one that runs ahead makes nothing of the others late. A partition without events for a while
 * doesn't hold time back.
 */
public final class EventWatermarks<E extends Event> implements WatermarkGenerator<E> {

  private final long outOfOrdernessMillis;
  private final long idleNanos;
  private final RelativeClock clock;
  private final Map<Integer, Partition> partitions = new HashMap<>();
  private final long startedNanos;
  private Partition last;

  private static final class Partition {
    private final int number;
    private long latest = Long.MIN_VALUE;
    private boolean spoke;
    private long activeNanos;

    private Partition(int number) {
      this.number = number;
    }
  }

  private EventWatermarks(long outOfOrdernessMillis, long idleNanos, RelativeClock clock) {
    this.outOfOrdernessMillis = outOfOrdernessMillis;
    this.idleNanos = idleNanos;
    this.clock = clock;
    this.startedNanos = clock.relativeTimeNanos();
    this.last = new Partition(-1);
  }

  /**
   * Event time of decoded events.
   *
   * @param outOfOrderness how much later than a later event an event may come
   * @param idleness how long a partition may be silent before time goes on without it
   */
  public static <E extends Event> WatermarkStrategy<E> of(
      Duration outOfOrderness, Duration idleness) {
    long outOfOrdernessMillis = outOfOrderness.toMillis();
    long idleNanos = idleness.toNanos();
    WatermarkGeneratorSupplier<E> supplier =
        context ->
            new EventWatermarks<>(outOfOrdernessMillis, idleNanos, context.getInputActivityClock());
    return WatermarkStrategy.forGenerator(supplier)
        .withTimestampAssigner((event, before) -> event.eventTime());
  }

  /** For a replay: events have their times, and time stands still until everything is read. */
  public static <E extends Event> WatermarkStrategy<E> atEnd() {
    return WatermarkStrategy.<E>noWatermarks()
        .withTimestampAssigner((event, before) -> event.eventTime());
  }

  /** For catalogues: their rows say nothing about time and never hold it back. */
  public static <E> WatermarkStrategy<E> timeless() {
    return WatermarkStrategy.forGenerator(context -> new AlwaysIdle<E>());
  }

  @Override
  public void onEvent(E event, long eventTime, WatermarkOutput output) {
    int number = event.origin().partition();
    Partition partition = last;
    if (partition.number != number) {
      partition = partitions.computeIfAbsent(number, Partition::new);
      last = partition;
    }
    // The clock is read when it is asked for, not here: that would cost more than all the rest.
    partition.spoke = true;
    if (eventTime > partition.latest) {
      partition.latest = eventTime;
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.relativeTimeNanos();
    long least = Long.MAX_VALUE;
    boolean anyActive = false;
    for (Partition partition : partitions.values()) {
      if (partition.spoke) {
        partition.spoke = false;
        partition.activeNanos = now;
      }
      if (now - partition.activeNanos < idleNanos) {
        anyActive = true;
        least = Math.min(least, partition.latest);
      }
    }
    if (anyActive) {
      output.emitWatermark(new Watermark(least - outOfOrdernessMillis - 1));
    } else if (now - startedNanos >= idleNanos) {
      output.markIdle();
    }
  }

  /** Stays out of the decision how far time has come. */
  private static final class AlwaysIdle<E> implements WatermarkGenerator<E> {
    @Override
    public void onEvent(E row, long eventTime, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
