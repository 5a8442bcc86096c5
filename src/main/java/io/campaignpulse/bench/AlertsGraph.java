package io.campaignpulse.bench;

import io.campaignpulse.alert.rule.AlertOptions;
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
import io.campaignpulse.pipeline.AlertsPipeline;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The alerts job between the steps of a run and its end: all its operators, without Kafka. Nothing
 * comes of plans, leads and the books of the business.
 */
final class AlertsGraph {

  private final DataStream<SeriesStep> steps;

  private AlertsGraph(DataStream<SeriesStep> steps) {
    this.steps = steps;
  }

  /** Draws the job of a run. */
  static void draw(StreamExecutionEnvironment env, AlertsRun run, AlertOptions options) {
    AlertsGraph graph =
        new AlertsGraph(
            env.fromSource(
                    new DataGeneratorSource<>(
                        new Steps(run.id()), Long.MAX_VALUE, TypeInformation.of(SeriesStep.class)),
                    WatermarkStrategy.noWatermarks(),
                    "read-steps")
                .uid("read-steps"));
    AlertsPipeline.Outputs judged = AlertsPipeline.build(graph.inputs(), options);
    long id = run.id();
    DataStream<Boolean> alerts =
        judged
            .alerts()
            .<Boolean>flatMap((alert, out) -> AlertsRun.of(id).toldAlert(), Types.BOOLEAN)
            .uid("count-alerts");
    DataStream<Boolean> outlooks =
        judged
            .outlooks()
            .<Boolean>flatMap((outlook, out) -> AlertsRun.of(id).toldOutlook(), Types.BOOLEAN)
            .uid("count-outlooks");
    DataStream<Boolean> scores =
        judged.scores().<Boolean>flatMap((score, out) -> {}, Types.BOOLEAN).uid("drop-scores");
    alerts
        .union(outlooks, scores)
        .transform("end-minute", Types.BOOLEAN, new EndMinuteOperator(id))
        .uid("end-minute");
  }

  private AlertsPipeline.Inputs inputs() {
    return new AlertsPipeline.Inputs(
        of("rows", CampaignMetrics.class, (step, out) -> step.rows().forEach(out::collect)),
        none("totals", BusinessMetrics.class),
        of(
            "credits",
            Credit.class,
            (step, out) -> {
              if (step.credit() != null) {
                out.collect(step.credit());
              }
            }),
        none("plans", PlanProgress.class),
        none("leads", LeadEvent.class),
        none("rules", AlertRule.class),
        none("campaigns", Campaign.class),
        none("calendar", CalendarEvent.class),
        none("channel-lags", ChannelLags.class),
        of(
            "ticks",
            Tick.class,
            (step, out) -> {
              if (step.tick() != null) {
                out.collect(step.tick());
              }
            }));
  }

  private <T> DataStream<T> of(String what, Class<T> type, FlatMapFunction<SeriesStep, T> told) {
    return steps.flatMap(told, TypeInformation.of(type)).uid("tell-" + what).name("tell-" + what);
  }

  private <T> DataStream<T> none(String what, Class<T> type) {
    return of("no-" + what, type, (step, out) -> {});
  }

  private record Steps(long run) implements GeneratorFunction<Long, SeriesStep> {
    private static final long serialVersionUID = 1L;

    @Override
    public SeriesStep map(Long index) throws InterruptedException {
      return AlertsRun.of(run).step(index);
    }
  }

  /** A watermark gets to the end only behind everything that follows from what came before it. */
  private static final class EndMinuteOperator extends AbstractStreamOperator<Boolean>
      implements OneInputStreamOperator<Boolean, Boolean> {
    private static final long serialVersionUID = 1L;

    private final long run;

    EndMinuteOperator(long run) {
      this.run = run;
    }

    @Override
    public void processElement(StreamRecord<Boolean> element) {
      throw new IllegalStateException("nothing comes here but time");
    }

    @Override
    public void processWatermark(Watermark mark) {
      AlertsRun.of(run).passed(mark.getTimestamp());
    }
  }
}
