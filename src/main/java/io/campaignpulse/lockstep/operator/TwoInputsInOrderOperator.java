package io.campaignpulse.lockstep.operator;

import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.RecordProcessorUtils;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.function.ThrowingConsumer;

/** An operator of two inputs, of which the records are put in one order. */
final class TwoInputsInOrderOperator<A, B, T>
    extends InOrderOperator<T, TwoInputStreamOperator<A, B, T>>
    implements TwoInputStreamOperator<A, B, T> {
  private static final long serialVersionUID = 1L;

  private final transient ThrowingConsumer<StreamRecord<A>, Exception> first;
  private final transient ThrowingConsumer<StreamRecord<B>, Exception> second;
  private long reachedByFirst = Long.MIN_VALUE;
  private long reachedBySecond = Long.MIN_VALUE;

  TwoInputsInOrderOperator(TwoInputStreamOperator<A, B, T> operator) {
    super(operator);
    first = RecordProcessorUtils.getRecordProcessor1(operator);
    second = RecordProcessorUtils.getRecordProcessor2(operator);
  }

  @Override
  public void processElement1(StreamRecord<A> element) {
    hold(element, first);
  }

  @Override
  public void processElement2(StreamRecord<B> element) {
    hold(element, second);
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    reachedByFirst = mark.getTimestamp();
    if (reachedByFirst <= reachedBySecond) {
      release();
    }
    operator.processWatermark1(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    reachedBySecond = mark.getTimestamp();
    if (reachedBySecond <= reachedByFirst) {
      release();
    }
    operator.processWatermark2(mark);
  }

  @Override
  public void processWatermarkStatus1(WatermarkStatus status) throws Exception {
    operator.processWatermarkStatus1(status);
  }

  @Override
  public void processWatermarkStatus2(WatermarkStatus status) throws Exception {
    operator.processWatermarkStatus2(status);
  }

  @Override
  public void processLatencyMarker1(LatencyMarker marker) throws Exception {
    operator.processLatencyMarker1(marker);
  }

  @Override
  public void processLatencyMarker2(LatencyMarker marker) throws Exception {
    operator.processLatencyMarker2(marker);
  }
}
