package io.campaignpulse.lockstep.operator;

import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.RecordProcessorUtils;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.function.ThrowingConsumer;

/** An operator of one input, of which the records of several senders are put in order. */
final class OneInputInOrderOperator<I, T> extends InOrderOperator<T, OneInputStreamOperator<I, T>>
    implements OneInputStreamOperator<I, T> {
  private static final long serialVersionUID = 1L;

  private final transient ThrowingConsumer<StreamRecord<I>, Exception> input;

  OneInputInOrderOperator(OneInputStreamOperator<I, T> operator) {
    super(operator);
    input = RecordProcessorUtils.getRecordProcessor(operator);
  }

  @Override
  public void processElement(StreamRecord<I> element) {
    hold(element, input);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    release();
    operator.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    operator.processWatermarkStatus(status);
  }

  @Override
  public void processLatencyMarker(LatencyMarker marker) throws Exception {
    operator.processLatencyMarker(marker);
  }
}
