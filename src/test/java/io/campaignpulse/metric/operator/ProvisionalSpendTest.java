package io.campaignpulse.metric.operator;

import static io.campaignpulse.testing.TestingMetrics.at;
import static io.campaignpulse.testing.TestingMetrics.folded;
import static io.campaignpulse.testing.TestingMetrics.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.MeasureChange;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.MetricOptions.DeliverySource;
import io.campaignpulse.metric.SpendNews;
import io.campaignpulse.spend.ClickCost;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.testing.TestingSeriesOperator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What sum-windows publishes of clicks that no report covers. */
class ProvisionalSpendTest {

  private static final long NOON = at("2026-03-02T12:00:00Z");
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long KEPT = 4000 * DAY;

  private KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, String>, MeasureChange, SpendNews, CampaignMetrics>
      harness = harness(live(), null);

  private long now;

  @Test
  void aReportTakesThePlaceOfWhatWasProvisional() throws Exception {
    clicks(NOON, 4);
    clicks(NOON + HOUR, 2);
    cost(500_000);
    publish();
    assertThat(provisional(WindowSize.PT1M, NOON)).isEqualTo(2_000_000);
    assertThat(provisional(WindowSize.PT1H, NOON)).isEqualTo(2_000_000);
    assertThat(provisional(WindowSize.P1D, NOON - 12 * HOUR)).isEqualTo(3_000_000);
    assertThat(provisional(WindowSize.LIFE, 0)).isEqualTo(3_000_000);

    report(NOON, NOON + HOUR, 2_400_000, 1);
    publish();
    assertThat(provisional(WindowSize.PT1M, NOON)).isZero();
    assertThat(provisional(WindowSize.LIFE, 0)).isEqualTo(1_000_000);
    assertThat(last(WindowSize.LIFE, 0).base()[BaseMeasure.SPEND.ordinal()]).isEqualTo(2_400_000);
    clicks(NOON + MINUTE, 7);
    publish();
    assertThat(provisional(WindowSize.PT1M, NOON + MINUTE)).as("covered").isZero();
  }

  @Test
  void onlyRowsThatChangeArePublished() throws Exception {
    report(NOON - HOUR, NOON, 1_000_000, 1);
    clicks(NOON - HOUR, 1);
    clicks(NOON, 4);
    cost(500_000);
    publish();
    int before = harness.extractOutputValues().size();
    cost(500_000);
    publish();
    assertThat(harness.extractOutputValues()).hasSize(before);

    cost(600_000);
    publish();
    List<CampaignMetrics> again = harness.extractOutputValues();
    assertThat(again.subList(before, again.size()))
        .extracting(CampaignMetrics::key)
        .containsExactlyInAnyOrder(
            "PT1M|2026-03-02T12:00:00Z|a|EMAIL",
            "PT1H|2026-03-02T12:00:00Z|a|EMAIL",
            "P1D|2026-03-02T00:00:00Z|a|EMAIL",
            "LIFE|1970-01-01T00:00:00Z|a|EMAIL");
    assertThat(provisional(WindowSize.LIFE, 0)).isEqualTo(2_400_000);
  }

  @Test
  void aReportBeyondAHoleCoversItsOwnTime() throws Exception {
    clicks(NOON, 1);
    clicks(NOON + 2 * HOUR, 1);
    cost(500_000);
    report(NOON - HOUR, NOON, 0, 1);
    report(NOON + 2 * HOUR, NOON + 3 * HOUR, 700_000, 1);
    publish();
    assertThat(last(WindowSize.LIFE, 0).spendReportedUntil()).isEqualTo(NOON);
    assertThat(provisional(WindowSize.PT1H, NOON + 2 * HOUR)).isZero();
    assertThat(provisional(WindowSize.LIFE, 0)).isEqualTo(500_000);
  }

  @Test
  void afterSevenDaysNoReportIsExpected() throws Exception {
    clicks(NOON, 1);
    clicks(NOON + DAY, 1);
    cost(500_000);
    mark(NOON + 7 * DAY - 1);
    publish();
    assertThat(provisional(WindowSize.LIFE, 0)).isEqualTo(1_000_000);
    mark(NOON + 7 * DAY);
    publish();
    assertThat(provisional(WindowSize.PT1M, NOON)).isZero();
    assertThat(provisional(WindowSize.PT1M, NOON + DAY)).isZero();
    assertThat(provisional(WindowSize.LIFE, 0)).isZero();

    report(NOON, NOON + HOUR, 450_000, 1);
    publish();
    assertThat(provisional(WindowSize.LIFE, 0)).as("reports come after all").isEqualTo(500_000);
    mark(NOON + 8 * DAY);
    publish();
    assertThat(provisional(WindowSize.LIFE, 0)).isZero();
  }

  @Test
  void aRestartKeepsWhatWaits() throws Exception {
    clicks(NOON, 1);
    cost(500_000);
    mark(NOON + HOUR);
    publish();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness(live(), state);
    clicks(NOON, 2);
    publish();
    assertThat(provisional(WindowSize.LIFE, 0)).isEqualTo(1_500_000);
    mark(NOON + 7 * DAY);
    publish();
    assertThat(provisional(WindowSize.LIFE, 0)).isZero();
  }

  @Test
  void clicksAreNowcastAlsoWhereReportsCountThem() throws Exception {
    harness.close();
    harness = harness(options(Emission.AT_END, NOON + DAY, DeliverySource.REPORTS), null);
    harness.processElement1(
        new StreamRecord<>(new MeasureChange("a", "EMAIL", NOON, 3, new long[0], null, List.of())));
    cost(500_000);
    mark(Long.MAX_VALUE);
    assertThat(provisional(WindowSize.LIFE, 0)).isEqualTo(1_500_000);
    assertThat(last(WindowSize.LIFE, 0).base()[BaseMeasure.CLICKS.ordinal()]).isZero();
  }

  @Property(tries = 40)
  void liveEndsLikeAReplayWhateverTheOrder(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    long asOf = NOON + 9 * DAY + random.nextInt((int) DAY);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long minute = NOON + random.nextInt(9 * 24 * 60) * MINUTE;
      long count = 1L + random.nextInt(5);
      events.add(() -> clicks(minute, count));
    }
    int reports = random.nextInt(6);
    for (int i = 0; i < reports; i++) {
      long start = NOON + random.nextInt(8 * 24 * 60) * MINUTE + random.nextInt(2) * 30_000L;
      long end = start + (1 + random.nextInt(24 * 60)) * MINUTE;
      int revisions = 1 + random.nextInt(3);
      for (int revision = 1; revision <= revisions; revision++) {
        long cost = random.nextInt(9_000_000);
        long number = revision;
        events.add(() -> report(start, end, cost, number));
      }
    }
    events.add(() -> cost(430_000));

    Map<String, String> replayed =
        run(options(Emission.AT_END, asOf, DeliverySource.EVENTS), events, Long.MAX_VALUE, random);
    Collections.shuffle(events, random);
    assertThat(
            run(
                options(Emission.AT_END, asOf, DeliverySource.EVENTS),
                events,
                Long.MAX_VALUE,
                random))
        .isEqualTo(replayed);
    Collections.shuffle(events, random);
    Map<String, String> lived = run(live(), events, asOf, random);
    lived.keySet().retainAll(replayed.keySet());
    assertThat(lived).isEqualTo(replayed);
  }

  private Map<String, String> run(
      MetricOptions options, List<Event> events, long end, Random random) throws Exception {
    harness.close();
    harness = harness(options, null);
    long watermark = NOON;
    for (Event event : events) {
      event.happen();
      if (random.nextInt(5) == 0) {
        publish();
        watermark += random.nextInt((int) DAY / 4);
        mark(Math.min(watermark, end));
      }
    }
    mark(end);
    publish();
    List<CampaignMetrics> rows = harness.extractOutputValues();
    return folded(rows).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Something that reaches the operator. */
  private interface Event {
    void happen() throws Exception;
  }

  private void clicks(long minute, long count) throws Exception {
    long[] base = new long[BaseMeasure.COUNT];
    base[BaseMeasure.CLICKS.ordinal()] = count;
    harness.processElement1(
        new StreamRecord<>(new MeasureChange("a", "EMAIL", minute, count, base, null, List.of())));
  }

  private void cost(long cpcMicros) throws Exception {
    harness.processElement2(
        new StreamRecord<>(SpendNews.of(new ClickCost("a", "EMAIL", cpcMicros))));
  }

  private void report(long start, long end, long micros, long revision) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            SpendNews.of(CountedSpend.whole(spend("a", start, end, micros, revision)))));
  }

  private void publish() throws Exception {
    now += 1000;
    harness.setProcessingTime(now);
  }

  private void mark(long watermark) throws Exception {
    harness.processBothWatermarks(new Watermark(watermark));
  }

  private long provisional(WindowSize size, long start) {
    return last(size, start).provisionalSpendMicros();
  }

  private CampaignMetrics last(WindowSize size, long start) {
    return harness.extractOutputValues().stream()
        .filter(row -> row.window() == size && row.windowStart() == start)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static MetricOptions live() {
    return options(Emission.ON_CHANGE, null, DeliverySource.EVENTS);
  }

  private static MetricOptions options(
      Emission emission, @Nullable Long asOf, DeliverySource clicks) {
    return new MetricOptions(
        emission,
        "UTC",
        List.of(WindowSize.values()),
        List.of(AttributionModel.LAST_TOUCH),
        DeliverySource.EVENTS,
        clicks,
        Map.of(WindowSize.PT1M, KEPT, WindowSize.PT1H, KEPT, WindowSize.P1D, KEPT),
        1000,
        asOf,
        AttributionModel.LAST_TOUCH);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, String>, MeasureChange, SpendNews, CampaignMetrics>
      harness(MetricOptions options, @Nullable OperatorSubtaskState state) {
    return TestingSeriesOperator.open(
        new SumWindowsOperator(options),
        change -> Tuple2.of(change.campaignId(), change.channel()),
        news -> Tuple2.of(news.campaignId(), news.channel()),
        state);
  }
}
