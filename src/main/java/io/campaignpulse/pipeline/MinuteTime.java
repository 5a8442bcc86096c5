package io.campaignpulse.pipeline;

import io.campaignpulse.event.Tick;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Minute ticks as the only time of a pipeline: live, time is what the ticks say and nothing else,
 * so that neither a silent input stops it nor a replayed record sets it back. In a replay no time
 * passes before everything has been read.
 */
final class MinuteTime {
  private static final long MINUTE = 60_000;

  private MinuteTime() {}

  /** A stream that says nothing of time. */
  static <T> DataStream<T> untimed(DataStream<T> stream, boolean live, String uid) {
    return stream
        .assignTimestampsAndWatermarks(
            live ? TimelessWatermarks.<T>strategy() : WatermarkStrategy.<T>noWatermarks())
        .uid(uid)
        .name(uid);
  }

  /**
   * Ticks as pure event time of a stream without records. Parallelism 1: a subtask that sees only
   * some of the ticks would be minutes late.
   *
   * @param what names the operators
   */
  static <T> DataStream<T> of(
      DataStream<Tick> ticks, boolean live, TypeInformation<T> type, String what) {
    WatermarkStrategy<Tick> minutes =
        WatermarkStrategy.<Tick>forGenerator(context -> new TickTime())
            .withTimestampAssigner((tick, before) -> tick.minute());
    return ticks
        .assignTimestampsAndWatermarks(live ? minutes : WatermarkStrategy.noWatermarks())
        .setParallelism(1)
        .uid("time-" + what)
        .name("time-" + what)
        .<T>flatMap((tick, out) -> {}, type)
        .setParallelism(1)
        .uid("carry-" + what)
        .name("carry-" + what);
  }

  /**
   * A tick is the time: nothing of its minute is still to come. Only after a start the rows
   * published meanwhile have first to be read, so no minute is judged before a whole one has gone.
   */
  private static final class TickTime implements WatermarkGenerator<Tick> {

    private long first = Long.MAX_VALUE;

    @Override
    public void onEvent(Tick tick, long timestamp, WatermarkOutput output) {
      first = Math.min(first, tick.minute());
      if (tick.minute() >= first + 2 * MINUTE) {
        output.emitWatermark(new Watermark(tick.minute()));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
