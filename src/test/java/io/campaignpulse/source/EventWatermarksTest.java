package io.campaignpulse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventWatermarksTest {
  private static final String IDLE = "idle";

  private final ManualClock clock = new ManualClock();
  private final List<Object> told = new ArrayList<>();
  private final WatermarkGenerator<IdentityEvent> watermarks =
      EventWatermarks.<IdentityEvent>of(Duration.ofSeconds(5), Duration.ofSeconds(60))
          .createWatermarkGenerator(context());
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          told.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          told.add(IDLE);
        }

        @Override
        public void markActive() {}
      };

  @Test
  void theSlowestPartitionOfASubtaskDecides() {
    event(0, 100_000);
    event(1, 40_000);
    event(0, 200_000);
    event(1, 30_000);
    assertThat(emitted()).isEqualTo(40_000L - 5001);
  }

  @Test
  void anIdlePartitionDoesNotHoldTimeBackUntilItSpeaksAgain() {
    event(0, 100_000);
    event(1, 40_000);
    assertThat(emitted()).isEqualTo(40_000L - 5001);
    clock.advanceTime(Duration.ofSeconds(59));
    event(0, 160_000);
    assertThat(emitted()).isEqualTo(40_000L - 5001);
    clock.advanceTime(Duration.ofSeconds(1));
    assertThat(emitted()).isEqualTo(160_000L - 5001);
    event(1, 45_000);
    assertThat(emitted()).isEqualTo(45_000L - 5001);
  }

  @Test
  void aSubtaskWithoutEventsIsIdleAfterAWhile() {
    watermarks.onPeriodicEmit(output);
    assertThat(told).isEmpty();
    clock.advanceTime(Duration.ofSeconds(60));
    assertThat(emitted()).isEqualTo(IDLE);
    event(3, 100_000);
    assertThat(emitted()).isEqualTo(100_000L - 5001);
    clock.advanceTime(Duration.ofSeconds(60));
    assertThat(emitted()).isEqualTo(IDLE);
  }

  @Test
  void cataloguesNeverHoldTimeBack() {
    EventWatermarks.<IdentityEvent>timeless()
        .createWatermarkGenerator(context())
        .onPeriodicEmit(output);
    assertThat(told).containsExactly(IDLE);
  }

  private void event(int partition, long time) {
    watermarks.onEvent(
        new IdentityEvent(time, "v", "c", true, new Origin(partition, 0, null, time)),
        time,
        output);
  }

  private Object emitted() {
    watermarks.onPeriodicEmit(output);
    return told.get(told.size() - 1);
  }

  private WatermarkGeneratorSupplier.Context context() {
    return new WatermarkGeneratorSupplier.Context() {
      @Override
      public MetricGroup getMetricGroup() {
        return new UnregisteredMetricsGroup();
      }

      @Override
      public RelativeClock getInputActivityClock() {
        return clock;
      }
    };
  }
}
