package io.campaignpulse.lockstep.operator;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.lockstep.Step;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Tells steps: records as they are, time as watermarks, skipped ones not at all. */
public final class TellStepsOperator extends AbstractStreamOperator<RawRecord>
    implements OneInputStreamOperator<Step, RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(StreamRecord<Step> element) {
    Step step = element.getValue();
    if (step.record() != null) {
      output.collect(new StreamRecord<>(step.record()));
    } else if (!step.isSkipped()) {
      output.emitWatermark(new Watermark(step.time()));
    }
  }

  /** The source knows no time but the end of time, at which a live graph would forget all. */
  @Override
  public void processWatermark(Watermark mark) {
    // Nothing is told.
  }
}
