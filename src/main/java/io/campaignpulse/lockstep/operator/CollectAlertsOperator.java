package io.campaignpulse.lockstep.operator;

import io.campaignpulse.event.Alert;
import io.campaignpulse.lockstep.LockstepRun;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The end of a graph: takes its alerts and tells the run how far time has passed through. A
 * watermark gets here only after every operator before has seen it on each of its inputs, behind
 * everything that follows from what came before it.
 */
public final class CollectAlertsOperator extends AbstractStreamOperator<Alert>
    implements OneInputStreamOperator<Alert, Alert> {
  private static final long serialVersionUID = 1L;

  private final long run;

  /** Collects for the run of an id. */
  public CollectAlertsOperator(long run) {
    this.run = run;
  }

  @Override
  public void processElement(StreamRecord<Alert> element) {
    LockstepRun.of(run).add(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) {
    LockstepRun.of(run).passed(mark.getTimestamp());
  }
}
