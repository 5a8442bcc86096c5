package io.campaignpulse.lockstep;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.lockstep.operator.TellStepsOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The steps of a run as a stream: records, and time as watermarks among them. */
public final class StepSource {

  private StepSource() {}

  /** All records of all topics, in the order in which they arrived. */
  public static DataStream<RawRecord> of(StreamExecutionEnvironment env, LockstepRun run) {
    return env.fromSource(
            new DataGeneratorSource<>(
                new Steps(run.id()), run.size(), TypeInformation.of(Step.class)),
            WatermarkStrategy.noWatermarks(),
            "read-arrivals")
        .setParallelism(1)
        .uid("read-arrivals")
        .transform("tell-arrivals", TypeInformation.of(RawRecord.class), new TellStepsOperator())
        .setParallelism(1)
        .uid("tell-arrivals");
  }

  private record Steps(long run) implements GeneratorFunction<Long, Step> {
    private static final long serialVersionUID = 1L;

    @Override
    public Step map(Long index) throws InterruptedException {
      return LockstepRun.of(run).step(Math.toIntExact(index));
    }
  }
}
