package io.campaignpulse.lockstep;

import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OutputTag;

/**
 * The output of an operator in a walk through recorded time: before a watermark leaves it, its
 * processing time goes on to when a live job would have told that time, so that what the operator
 * does then comes before the watermark. Each record gets its place in the walk as its timestamp:
 * the number of its sender, then how many that had sent before.
 */
final class TimedOutput<T> implements Output<StreamRecord<T>> {

  /** No operator sends 2^40 records. */
  private static final int PLACES = 40;

  private final Output<StreamRecord<T>> output;
  private final RecordedTime time;
  private final long outOfOrderness;
  private long place;

  TimedOutput(Output<StreamRecord<T>> output, RecordedTime time, long outOfOrderness, int sender) {
    this.output = output;
    this.time = time;
    this.outOfOrderness = outOfOrderness;
    this.place = (long) sender << PLACES;
  }

  @Override
  public void emitWatermark(Watermark mark) {
    try {
      time.goTo(mark.getTimestamp() + outOfOrderness);
    } catch (Exception e) {
      throw new FlinkRuntimeException("what was due at " + mark + " failed", e);
    }
    output.emitWatermark(mark);
  }

  @Override
  public void collect(StreamRecord<T> record) {
    output.collect(placed(record));
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
    output.collect(tag, placed(record));
  }

  /** A record of its own: others in the same chain may still hold the one that was sent. */
  private <X> StreamRecord<X> placed(StreamRecord<X> record) {
    return new StreamRecord<>(record.getValue(), place++);
  }

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {
    output.emitWatermarkStatus(status);
  }

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {
    output.emitLatencyMarker(marker);
  }

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {
    output.emitRecordAttributes(attributes);
  }

  @Override
  public void emitWatermark(WatermarkEvent watermark) {
    output.emitWatermark(watermark);
  }

  @Override
  public void close() {
    output.close();
  }
}
