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
 * does then comes before the watermark.
 */
final class TimedOutput<T> implements Output<StreamRecord<T>> {
  private final Output<StreamRecord<T>> output;
  private final RecordedTime time;
  private final long outOfOrderness;

  TimedOutput(Output<StreamRecord<T>> output, RecordedTime time, long outOfOrderness) {
    this.output = output;
    this.time = time;
    this.outOfOrderness = outOfOrderness;
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
    output.collect(record);
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
    output.collect(tag, record);
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
