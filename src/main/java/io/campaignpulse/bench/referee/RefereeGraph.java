package io.campaignpulse.bench.referee;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.bench.referee.operator.PassMinutesOperator;
import io.campaignpulse.bench.referee.operator.RecordAlertsOperator;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.Tick;
import io.campaignpulse.lockstep.LockstepGraph;
import io.campaignpulse.pipeline.AlertsPipeline;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The alerts job between a company and the record of its campaigns: all of its operators, in
 * recorded time. Nothing comes of plans, leads and the totals of the business.
 */
final class RefereeGraph {

  private final DataStream<MarketFact> facts;

  private RefereeGraph(DataStream<MarketFact> facts) {
    this.facts = facts;
  }

  /** The graph of a run, for an environment with a parallelism of 1. */
  static StreamGraph of(
      StreamExecutionEnvironment env, RefereeRun run, AlertOptions options, long outOfOrderness) {
    long id = run.id();
    RefereeGraph graph =
        new RefereeGraph(
            env.fromSource(
                    new DataGeneratorSource<>(new Minutes(id), run.size(), Types.LONG),
                    WatermarkStrategy.noWatermarks(),
                    "read-minutes")
                .uid("read-minutes")
                .transform(
                    "pass-minutes",
                    TypeInformation.of(MarketFact.class),
                    new PassMinutesOperator(id))
                .uid("pass-minutes"));
    TypeInformation<Alert> type = TypeInformation.of(Alert.class);
    AlertsPipeline.Outputs outputs = AlertsPipeline.build(graph.inputs(), options);
    DataStream<Alert> outlooks =
        outputs
            .outlooks()
            .<Alert>flatMap((outlook, out) -> RefereeRun.of(id).published(outlook), type)
            .uid("record-outlooks");
    DataStream<Alert> end =
        outputs
            .alerts()
            .union(outlooks)
            .transform("record-alerts", type, new RecordAlertsOperator(id))
            .uid("record-alerts");
    return LockstepGraph.inRecordedTime(
        env, end, SeriesRows.time(run.company().start()) + outOfOrderness, outOfOrderness);
  }

  private AlertsPipeline.Inputs inputs() {
    return new AlertsPipeline.Inputs(
        of(
            "rows",
            CampaignMetrics.class,
            (fact, out) -> {
              if (fact.row() != null) {
                out.collect(fact.row());
              }
            }),
        none("totals", BusinessMetrics.class),
        of(
            "credits",
            Credit.class,
            (fact, out) -> {
              if (fact.credit() != null) {
                out.collect(fact.credit());
              }
            }),
        none("plans", PlanProgress.class),
        none("leads", LeadEvent.class),
        none("rules", AlertRule.class),
        none("campaigns", Campaign.class),
        none("calendar", CalendarEvent.class),
        none("channel-lags", ChannelLags.class),
        none("ticks", Tick.class));
  }

  private <T> DataStream<T> of(String topic, Class<T> type, FlatMapFunction<MarketFact, T> each) {
    return facts.flatMap(each, TypeInformation.of(type)).uid("read-" + topic).name("read-" + topic);
  }

  /** Nothing but time. */
  private <T> DataStream<T> none(String topic, Class<T> type) {
    return of(topic, type, (fact, out) -> {});
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
