package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.Tally;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * The side output of a hot operator to the ledger: outcomes are added up and handed on within a
 * second, and before each checkpoint barrier, so that no count is ever part of a checkpoint.
 */
final class LedgerOutput {
  private static final long FLUSH_MILLIS = 1000;

  private final Tally tally;
  private final Output<?> output;
  private final ProcessingTimeService clock;
  private boolean requested;

  LedgerOutput(Topic topic, Output<?> output, ProcessingTimeService clock) {
    this.tally = new Tally(topic);
    this.output = output;
    this.clock = clock;
  }

  void add(Outcome outcome) {
    tally.add(outcome);
    if (!requested) {
      requested = true;
      // Never cancelled: the service drops its timers when the operator ends.
      var unused =
          clock.registerTimer(
              clock.getCurrentProcessingTime() + FLUSH_MILLIS,
              time -> {
                requested = false;
                flush();
              });
    }
  }

  /** Hands on the rest before event time ends, which is when a replay closes its ledger. */
  void flushBefore(Watermark mark) {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      flush();
    }
  }

  void flush() {
    tally.drainTo(change -> output.collect(SideOutputs.LEDGER, new StreamRecord<>(change)));
  }
}
