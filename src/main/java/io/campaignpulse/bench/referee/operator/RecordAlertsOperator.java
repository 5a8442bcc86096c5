package io.campaignpulse.bench.referee.operator;

import io.campaignpulse.bench.referee.RefereeRun;
import io.campaignpulse.event.Alert;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** End of a graph: records its alerts, and that a minute has passed through all of it. */
public final class RecordAlertsOperator extends AbstractStreamOperator<Alert>
    implements OneInputStreamOperator<Alert, Alert> {
  private static final long serialVersionUID = 1L;

  private final long run;

  /** Records for the run of an id. */
  public RecordAlertsOperator(long run) {
    this.run = run;
  }

  @Override
  public void processElement(StreamRecord<Alert> element) {
    RefereeRun.of(run).published(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) {
    RefereeRun.of(run).passed(mark.getTimestamp());
  }
}
