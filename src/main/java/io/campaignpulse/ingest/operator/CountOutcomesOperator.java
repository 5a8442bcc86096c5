package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.Judgement.Trait;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes records on and tells the ledger how many met with which outcome. */
public final class CountOutcomesOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  private final Topic topic;
  private final Trait<T, Outcome> outcomeOf;

  private transient LedgerOutput ledger;

  /** Counts records of a topic by their outcome. */
  public CountOutcomesOperator(Topic topic, Trait<T, Outcome> outcomeOf) {
    this.topic = topic;
    this.outcomeOf = outcomeOf;
  }

  @Override
  public void open() throws Exception {
    super.open();
    ledger = new LedgerOutput(topic, output, getProcessingTimeService());
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    ledger.add(outcomeOf.apply(element.getValue()));
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    ledger.flushBefore(mark);
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    ledger.flush();
  }

  @Override
  public void finish() throws Exception {
    ledger.flush();
    super.finish();
  }
}
