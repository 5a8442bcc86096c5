package io.campaignpulse.pipeline;

import io.campaignpulse.event.Tick;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Minute ticks as the only time of a pipeline: live, time is what the ticks say and nothing else,
 * so that neither a silent input stops it nor a replayed record sets it back. In a replay no time
 * passes before everything has been read.
 */
final class MinuteTime {

  /** Time as the ticks tell it. */
  static final MinuteTime LIVE = new MinuteTime(true, null);

  /** No time but the end of it. */
  static final MinuteTime NONE = new MinuteTime(false, null);

  private static final long MINUTE = 60_000;

  private final boolean live;
  private final @Nullable Long last;

  private MinuteTime(boolean live, @Nullable Long last) {
    this.live = live;
    this.last = last;
  }

  /** One tick, told when everything has been read. */
  static MinuteTime atEnd(long tick) {
    return new MinuteTime(false, tick);
  }

  /** A stream that says nothing of time. */
  <T> DataStream<T> untimed(DataStream<T> stream, String uid) {
    return last != null
        ? stream.transform(uid, stream.getType(), new TickAtEndOperator<>(last)).uid(uid)
        : stream
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
  <T> DataStream<T> of(DataStream<Tick> ticks, TypeInformation<T> type, String what) {
    String time = "time-" + what;
    SingleOutputStreamOperator<Tick> timed =
        last != null
            ? ticks.transform(time, ticks.getType(), new TickAtEndOperator<>(last))
            : ticks.assignTimestampsAndWatermarks(
                live
                    ? WatermarkStrategy.<Tick>forGenerator(context -> new TickTime())
                        .withTimestampAssigner((tick, before) -> tick.minute())
                    : WatermarkStrategy.noWatermarks());
    return timed
        .setParallelism(1)
        .uid(time)
        .name(time)
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

  /** Holds all time back until the end of the input, before which there is one tick. */
  private static final class TickAtEndOperator<T> extends AbstractStreamOperator<T>
      implements OneInputStreamOperator<T, T> {

    private static final long serialVersionUID = 1L;

    private final long tick;

    TickAtEndOperator(long tick) {
      this.tick = tick;
    }

    @Override
    public void processElement(StreamRecord<T> element) {
      output.collect(element);
    }

    @Override
    public void processWatermark(org.apache.flink.streaming.api.watermark.Watermark mark)
        throws Exception {
      if (mark.getTimestamp() == Long.MAX_VALUE) {
        super.processWatermark(new org.apache.flink.streaming.api.watermark.Watermark(tick));
        super.processWatermark(mark);
      }
    }
  }
}
