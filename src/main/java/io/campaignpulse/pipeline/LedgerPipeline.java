package io.campaignpulse.pipeline;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.ingest.operator.SumLedgerFunction;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Adds the outcomes of all stages up to one ledger for each topic. */
public final class LedgerPipeline {

  private LedgerPipeline() {}

  /** The ledgers: live each time they have changed, at most once an interval; else at the end. */
  public static DataStream<LedgerBook> build(
      DataStream<LedgerChange> changes, Emission emission, Duration publishEvery) {
    return changes
        .keyBy(change -> change.topic().label())
        .process(new SumLedgerFunction(emission, publishEvery))
        .uid("sum-ledger")
        .name("sum-ledger");
  }
}
