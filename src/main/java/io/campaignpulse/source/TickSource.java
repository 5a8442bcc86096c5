package io.campaignpulse.source;

import io.campaignpulse.event.Tick;
import io.campaignpulse.event.TimeGrid;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The clock of the live jobs as a stream: the minute that has passed, told once a second. */
public final class TickSource {

  private static final long MINUTE = 60_000;

  private TickSource() {}

  /**
   * Ticks of the clock.
   *
   * @param clock a serializable clock
   * @param outOfOrderness how long after its end a minute is still given to arrive
   */
  public static DataStream<Tick> of(
      StreamExecutionEnvironment env, Clock clock, Duration outOfOrderness) {
    return env.fromSource(
            new DataGeneratorSource<>(
                new PassedMinute(clock, outOfOrderness.toMillis()),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(1),
                TypeInformation.of(Tick.class)),
            WatermarkStrategy.noWatermarks(),
            "read-clock")
        .setParallelism(1)
        .uid("read-clock");
  }

  private record PassedMinute(Clock clock, long outOfOrderness)
      implements GeneratorFunction<Long, Tick>, Serializable {
    @Override
    public Tick map(Long ignored) {
      long now = clock.millis() - outOfOrderness;
      return new Tick(new TimeGrid(MINUTE).floor(now));
    }
  }
}
