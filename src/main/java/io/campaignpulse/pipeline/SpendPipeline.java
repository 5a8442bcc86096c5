package io.campaignpulse.pipeline;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.operator.ResolveSpendLevelsFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The way from spend reports to the cost that counts, whatever levels were reported. */
public final class SpendPipeline {

  private SpendPipeline() {}

  /**
   * Connects the operator.
   *
   * @param reports in the reporting currency, superseded ones included
   * @param retentionMillis live: how long after its period a report is kept
   */
  public static DataStream<CountedSpend> build(
      DataStream<SpendReport> reports, Emission emission, long retentionMillis) {
    return reports
        .keyBy(
            report -> Tuple2.of(report.campaignId(), report.channel()),
            Types.TUPLE(Types.STRING, Types.STRING))
        .process(
            new ResolveSpendLevelsFunction(emission, retentionMillis),
            TypeInformation.of(CountedSpend.class))
        .uid(ResolveSpendLevelsFunction.UID)
        .name(ResolveSpendLevelsFunction.UID);
  }
}
