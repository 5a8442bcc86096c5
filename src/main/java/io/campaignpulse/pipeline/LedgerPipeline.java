package io.campaignpulse.pipeline;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.ingest.operator.SumLedgerOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Adds the outcomes of all stages up to one ledger for each topic. */
public final class LedgerPipeline {

  private LedgerPipeline() {}

  /** The ledgers: live with each checkpoint, in a replay at the end. */
  public static DataStream<LedgerBook> build(DataStream<LedgerChange> changes, Emission emission) {
    return changes
        .transform(
            SumLedgerOperator.UID,
            TypeInformation.of(LedgerBook.class),
            new SumLedgerOperator(emission))
        .setParallelism(1)
        .uid(SumLedgerOperator.UID);
  }
}
