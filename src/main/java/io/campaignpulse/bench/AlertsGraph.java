package io.campaignpulse.bench;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.pipeline.AlertsPipeline;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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
 * Graph of the alerts job between the steps of a run and its end: all its operators, without Kafka.
 */
final class AlertsGraph {

  private AlertsGraph() {}

  /** Draws the job of a run. */
  static void draw(StreamExecutionEnvironment env, AlertsRun run, AlertOptions options) {
    DataStream<SeriesStep> steps =
        env.fromSource(
                new DataGeneratorSource<>(
                    new Steps(run.id()), Long.MAX_VALUE, TypeInformation.of(SeriesStep.class)),
                WatermarkStrategy.noWatermarks(),
                "read-steps")
            .uid("read-steps");
    AlertsPipeline.Inputs inputs =
        new AlertsInputs<>(steps)
            .of(
                (step, out) -> step.rows().forEach(out::collect),
                (step, out) -> {
                  if (step.credit() != null) {
                    out.collect(step.credit());
                  }
                },
                (step, out) -> {
                  if (step.tick() != null) {
                    out.collect(step.tick());
                  }
                });
    AlertsPipeline.Outputs outputs = AlertsPipeline.build(inputs, options);
    long id = run.id();
    DataStream<Boolean> alerts =
        outputs
            .alerts()
            .<Boolean>flatMap((alert, out) -> AlertsRun.of(id).countAlert(), Types.BOOLEAN)
            .uid("count-alerts");
    DataStream<Boolean> outlooks =
        outputs
            .outlooks()
            .<Boolean>flatMap((outlook, out) -> AlertsRun.of(id).countOutlook(), Types.BOOLEAN)
            .uid("count-outlooks");
    DataStream<Boolean> scores =
        outputs.scores().<Boolean>flatMap((score, out) -> {}, Types.BOOLEAN).uid("drop-scores");
    alerts
        .union(outlooks, scores)
        .transform("end-minute", Types.BOOLEAN, new EndMinuteOperator(id))
        .uid("end-minute");
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
