package io.campaignpulse.bench.referee;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.bench.AlertsInputs;
import io.campaignpulse.bench.referee.operator.PassMinutesOperator;
import io.campaignpulse.bench.referee.operator.RecordAlertsOperator;
import io.campaignpulse.event.Alert;
import io.campaignpulse.lockstep.LockstepGraph;
import io.campaignpulse.pipeline.AlertsPipeline;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Graph of the alerts job between a company and the record of its campaigns: all of its operators,
 * in recorded time.
 */
final class RefereeGraph {

  private RefereeGraph() {}

  /** The graph of a run, for an environment with a parallelism of 1. */
  static StreamGraph of(
      StreamExecutionEnvironment env, RefereeRun run, AlertOptions options, long outOfOrderness) {
    long id = run.id();
    DataStream<MarketFact> facts =
        env.fromSource(
                new DataGeneratorSource<>(new Minutes(id), run.size(), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "read-minutes")
            .uid("read-minutes")
            .transform(
                "pass-minutes", TypeInformation.of(MarketFact.class), new PassMinutesOperator(id))
            .uid("pass-minutes");
    AlertsPipeline.Inputs inputs =
        new AlertsInputs<>(facts)
            .of(
                (fact, out) -> {
                  if (fact.row() != null) {
                    out.collect(fact.row());
                  }
                },
                (fact, out) -> {
                  if (fact.credit() != null) {
                    out.collect(fact.credit());
                  }
                },
                (fact, out) -> {});
    TypeInformation<Alert> type = TypeInformation.of(Alert.class);
    AlertsPipeline.Outputs outputs = AlertsPipeline.build(inputs, options);
    DataStream<Alert> outlooks =
        outputs
            .outlooks()
            .<Alert>flatMap((outlook, out) -> RefereeRun.of(id).published(outlook), type)
            .uid("record-outlooks");
    DataStream<Alert> heartbeats =
        Objects.requireNonNull(outputs.heartbeats())
            .<Alert>flatMap((heartbeat, out) -> RefereeRun.of(id).published(heartbeat), type)
            .uid("record-heartbeats");
    DataStream<Alert> end =
        outputs
            .alerts()
            .union(outlooks, heartbeats)
            .transform("record-alerts", type, new RecordAlertsOperator(id))
            .uid("record-alerts");
    return LockstepGraph.inRecordedTime(
        env, end, SeriesRows.time(run.company().start()) + outOfOrderness, outOfOrderness);
  }

  private record Minutes(long run) implements GeneratorFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long index) throws InterruptedException {
      RefereeRun.of(run).await(index);
      return index;
    }
  }
}
