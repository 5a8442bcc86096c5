package io.campaignpulse.pipeline;

import static io.campaignpulse.testing.TestingCustomers.folded;
import static io.campaignpulse.testing.TestingJourneys.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.customer.CustomerOptions;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingAttribution;
import io.campaignpulse.testing.TestingCustomers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CustomerValuePipelineTest {

  private static final long START = at("2026-03-02T00:00:00Z");
  private static final long AS_OF = at("2026-03-20T18:00:00Z");
  private static final long LONG = 4000L * 86_400_000;

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @Test
  void gives_the_same_for_any_order_parallelism_and_emission() throws Exception {
    Random random = new Random(5);
    List<Event> history = TestingCustomers.history(random, START, 16, 40);
    List<Credit> replayed =
        TestingAttribution.credits(AttributionOptions.defaults(Emission.AT_END), history);
    Collections.shuffle(history, random);
    List<Credit> published =
        TestingAttribution.credits(AttributionOptions.defaults(Emission.ON_CHANGE), history);
    assertThat(published).hasSizeGreaterThan(replayed.size());

    Map<String, String> expected = folded(run(Emission.AT_END, replayed, 1));
    assertThat(expected).hasSizeGreaterThan(60);
    assertThat(expected.values()).anyMatch(row -> row.contains("cac 7.0"));
    Collections.shuffle(replayed, random);
    List<CustomerValue> rows = run(Emission.AT_END, replayed, 4);
    assertThat(folded(rows)).isEqualTo(expected).hasSameSizeAs(rows);
    Collections.shuffle(published, random);
    assertThat(folded(run(Emission.ON_CHANGE, published, 4))).isEqualTo(expected);
  }

  private static List<CustomerValue> run(Emission emission, List<Credit> credits, int parallelism)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    CustomerOptions options =
        TestingCustomers.options(
            emission,
            AttributionModel.POSITION_BASED,
            LONG,
            emission == Emission.AT_END ? (Long) AS_OF : null);
    DataStream<CustomerValue> values =
        CustomerValuePipeline.build(
            new CustomerValuePipeline.Inputs(
                timed(environment, credits, Credit.class),
                timed(environment, costs(), CampaignMetrics.class)),
            options);
    List<CustomerValue> rows = new ArrayList<>();
    CloseableIterator<CustomerValue> results = values.collectAsync();
    environment.executeAsync();
    results.forEachRemaining(rows::add);
    return rows;
  }

  /** All that arrives comes when event time has reached the end already. */
  private static <T> DataStream<T> timed(
      StreamExecutionEnvironment environment, List<T> values, Class<T> type) {
    return environment
        .fromData(values, TypeInformation.of(type))
        .uid("read-" + type.getSimpleName())
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<T>forGenerator(context -> new Reached<>())
                .withTimestampAssigner((value, t) -> AS_OF))
        .setParallelism(1)
        .uid("time-" + type.getSimpleName());
  }

  private static List<CampaignMetrics> costs() {
    List<CampaignMetrics> rows = new ArrayList<>();
    for (int campaign = 0; campaign < 2; campaign++) {
      for (WindowSize window : List.of(WindowSize.P1D, WindowSize.LIFE)) {
        long[] base = new long[BaseMeasure.COUNT];
        base[BaseMeasure.SPEND.ordinal()] = 14_000_000L;
        long[] amounts = new long[AttributedMeasure.COUNT];
        amounts[AttributedMeasure.NEW_CUSTOMERS.ordinal()] =
            window == WindowSize.LIFE ? 2_000_000_000L : 1_000_000_000L;
        rows.add(
            new CampaignMetrics(
                window,
                0,
                null,
                "campaign" + campaign,
                "EMAIL",
                base,
                0,
                List.of(
                    new AttributedTotals(
                        AttributionModel.POSITION_BASED, TimeBasis.CONVERSION_TIME, amounts)),
                null,
                false,
                1,
                AS_OF));
      }
    }
    return rows;
  }

  private static final class Reached<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T event, long time, WatermarkOutput output) {
      output.emitWatermark(new Watermark(time));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
