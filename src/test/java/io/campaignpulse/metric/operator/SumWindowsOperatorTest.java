package io.campaignpulse.metric.operator;

import static io.campaignpulse.testing.TestingMetrics.LONG;
import static io.campaignpulse.testing.TestingMetrics.at;
import static io.campaignpulse.testing.TestingMetrics.folded;
import static io.campaignpulse.testing.TestingMetrics.options;
import static io.campaignpulse.testing.TestingMetrics.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.MeasureChange;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.SpendNews;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.testing.TestingSeriesOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SumWindowsOperatorTest {

  private static final long NOON = at("2026-03-02T12:00:00Z");
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final Duration KEPT = Duration.ofHours(6);

  private KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, String>, MeasureChange, SpendNews, CampaignMetrics>
      harness;
  private long now;

  @BeforeEach
  void open() throws Exception {
    harness = harness(options(Emission.ON_CHANGE, "UTC", KEPT), null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void onTime() throws Exception {
    mark(NOON);
    clicks(NOON + 1000, 2);
    publish();
    assertThat(published()).extracting(CampaignMetrics::complete).containsOnly(false);
    assertThat(clicksOf(WindowSize.PT1M, NOON)).isEqualTo(2);
    assertThat(clicksOf(WindowSize.LIFE, 0)).isEqualTo(2);

    mark(NOON + MINUTE - 2);
    assertThat(last(WindowSize.PT1M, NOON).complete()).isFalse();
    mark(NOON + MINUTE - 1);
    publish();
    assertThat(last(WindowSize.PT1M, NOON).complete()).isTrue();
    assertThat(last(WindowSize.PT1H, NOON).complete()).isFalse();
  }

  @Test
  void early() throws Exception {
    clicks(NOON + DAY, 2);
    publish();
    assertThat(clicksOf(WindowSize.P1D, at("2026-03-03T00:00:00Z"))).isEqualTo(2);
    assertThat(published()).extracting(CampaignMetrics::complete).containsOnly(false);
  }

  @Test
  void lateButOpen() throws Exception {
    clicks(NOON, 2);
    mark(NOON + 30_000);
    clicks(NOON + 1, 3);
    publish();
    assertThat(clicksOf(WindowSize.PT1M, NOON)).isEqualTo(5);
    assertThat(last(WindowSize.PT1M, NOON).complete()).isFalse();
  }

  @Test
  void lateWithinAllowance() throws Exception {
    clicks(NOON, 2);
    publish();
    mark(NOON + MINUTE + KEPT.toMillis() - 2);
    publish();
    clicks(NOON + 1, 3);
    publish();
    assertThat(clicksOf(WindowSize.PT1M, NOON)).isEqualTo(5);
    assertThat(last(WindowSize.PT1M, NOON).complete()).isTrue();
    assertThat(lateForWindow()).isZero();
  }

  @Test
  void tooLate() throws Exception {
    clicks(NOON, 2);
    publish();
    mark(NOON + MINUTE + KEPT.toMillis() - 1);
    clicks(NOON + 1, 3);
    publish();
    assertThat(clicksOf(WindowSize.PT1M, NOON)).isEqualTo(2);
    assertThat(clicksOf(WindowSize.PT1H, NOON)).isEqualTo(5);
    assertThat(clicksOf(WindowSize.LIFE, 0)).isEqualTo(5);
    assertThat(lateForWindow()).isEqualTo(1);
  }

  @Test
  void whatIsGatheredWhenItsWindowIsForgottenStillCounts() throws Exception {
    clicks(NOON, 2);
    mark(NOON + 100 * DAY);
    assertThat(clicksOf(WindowSize.PT1M, NOON)).isEqualTo(2);
    assertThat(last(WindowSize.PT1M, NOON).complete()).isTrue();
    assertThat(lateForWindow()).isZero();
  }

  @Test
  void revisionsGrowEvenWhenTheClockDoesNot() throws Exception {
    for (int i = 0; i < 3; i++) {
      clicks(NOON, 1);
      harness.prepareSnapshotPreBarrier(i);
    }
    assertThat(published())
        .filteredOn(row -> row.window() == WindowSize.PT1M)
        .extracting(CampaignMetrics::revision)
        .containsExactly(1L, 2L, 3L);
    now += 10_000;
    clicks(NOON, 1);
    publish();
    assertThat(last(WindowSize.PT1M, NOON).revision()).isEqualTo(now);
  }

  @Test
  void forgetsWhatExpires() throws Exception {
    clicks(NOON, 2);
    harness.processElement2(record(spend("a", NOON, NOON + HOUR, 77_000_001, 1)));
    publish();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(3);
    mark(NOON + 300 * DAY);
    assertThat(harness.numEventTimeTimers()).isZero();
    // Left are LIFE and until when spend was reported.
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
  }

  @Test
  void forgetsClicksThatWaitForAReportInVain() throws Exception {
    clicks(NOON, 2);
    publish();
    mark(NOON + 300 * DAY);
    publish();
    assertThat(harness.numEventTimeTimers()).isZero();
    // Left are LIFE and when the last of them was.
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
  }

  @Test
  void workedExample5RestatedCost() throws Exception {
    long day = at("2026-03-02T00:00:00Z");
    harness.processElement2(record(spend("a", day, day + DAY, 100_000_000, 1)));
    publish();
    assertThat(spendOf(WindowSize.P1D, day)).isEqualTo(100_000_000);
    harness.processElement2(record(spend("a", day, day + DAY, 80_000_000, 2)));
    harness.processElement2(record(spend("a", day, day + DAY, 100_000_000, 1)));
    publish();
    assertThat(spendOf(WindowSize.P1D, day)).isEqualTo(80_000_000);
    assertThat(spendOf(WindowSize.LIFE, 0)).isEqualTo(80_000_000);
    assertThat(spendOf(WindowSize.PT1H, day)).isEqualTo(3_333_333);
  }

  @Test
  void saysOnEveryRowUntilWhenSpendIsReported() throws Exception {
    clicks(NOON, 1);
    publish();
    assertThat(last(WindowSize.PT1M, NOON).spendReportedUntil()).isNull();
    harness.processElement2(record(spend("a", NOON + HOUR, NOON + 2 * HOUR, 0, 1)));
    publish();
    assertThat(last(WindowSize.PT1M, NOON).spendReportedUntil()).isEqualTo(NOON + 2 * HOUR);
  }

  @Test
  void aRestartLosesNothingAndForgetsNoHorizon() throws Exception {
    clicks(NOON, 1);
    harness.processElement2(record(spend("a", NOON, NOON + DAY, 1_000_001, 1)));
    mark(NOON + MINUTE + KEPT.toMillis() - 1);
    clicks(NOON + 3 * HOUR, 4);
    harness.prepareSnapshotPreBarrier(1);
    List<CampaignMetrics> before = published();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    harness = harness(options(Emission.ON_CHANGE, "UTC", KEPT), state);
    clicks(NOON, 7);
    clicks(NOON + 3 * HOUR, 5);
    harness.processElement2(record(spend("a", NOON, NOON + DAY, 2_000_001, 2)));
    publish();

    List<CampaignMetrics> rows = new ArrayList<>(before);
    rows.addAll(published());
    assertThat(published())
        .noneMatch(r -> r.window() == WindowSize.PT1M && r.windowStart() == NOON);
    Map<String, String> folded = folded(rows);
    assertThat(folded.get("PT1M|2026-03-02T12:00:00Z|a|EMAIL")).contains("[0, 1, 0,");
    assertThat(folded.get("PT1M|2026-03-02T15:00:00Z|a|EMAIL")).contains("[0, 9, 0,");
    assertThat(folded.get("LIFE|1970-01-01T00:00:00Z|a|EMAIL"))
        .contains("[0, 17, 0, 0, 0, 0, 2000001, 0]");
  }

  @Test
  void decidesOnceAtTheEndOfAReplay() throws Exception {
    harness.close();
    harness = harness(options(Emission.AT_END, "UTC", LONG), null);
    clicks(NOON, 1);
    clicks(NOON, -1);
    clicks(NOON + HOUR, 3);
    harness.processElement2(record(spend("a", NOON, NOON + 2 * MINUTE, 9, 2)));
    harness.processElement2(record(spend("a", NOON, NOON + 2 * MINUTE, 700, 1)));
    harness.prepareSnapshotPreBarrier(1);
    now += 5000;
    harness.setProcessingTime(now);
    mark(NOON + 100 * DAY);
    assertThat(published()).isEmpty();

    mark(Long.MAX_VALUE);
    assertThat(published()).hasSize(7);
    assertThat(published()).extracting(CampaignMetrics::revision).containsOnly(1L);
    assertThat(published())
        .allMatch(r -> r.complete() == (r.window() != WindowSize.LIFE))
        .allMatch(r -> r.updatedAt() == at("2030-01-01T00:00:00Z"));
    assertThat(spendOf(WindowSize.PT1M, NOON)).isEqualTo(4);
    assertThat(spendOf(WindowSize.PT1M, NOON + MINUTE)).isEqualTo(5);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void clicks(long time, long count) throws Exception {
    long[] base = new long[BaseMeasure.COUNT];
    base[BaseMeasure.CLICKS.ordinal()] = count;
    harness.processElement1(
        new StreamRecord<>(
            new MeasureChange("a", "EMAIL", time - time % MINUTE, count, base, null, List.of())));
  }

  private void publish() throws Exception {
    now += 1000;
    harness.setProcessingTime(now);
  }

  private List<CampaignMetrics> published() {
    return harness.extractOutputValues();
  }

  private CampaignMetrics last(WindowSize size, long start) {
    return published().stream()
        .filter(row -> row.window() == size && row.windowStart() == start)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private long clicksOf(WindowSize size, long start) {
    return last(size, start).base()[BaseMeasure.CLICKS.ordinal()];
  }

  private long spendOf(WindowSize size, long start) {
    return last(size, start).base()[BaseMeasure.SPEND.ordinal()];
  }

  private long lateForWindow() {
    return ((SumWindowsOperator) harness.getOperator()).lateForWindow();
  }

  private static StreamRecord<SpendNews> record(SpendReport report) {
    return new StreamRecord<>(SpendNews.of(CountedSpend.whole(report)));
  }

  private void mark(long watermark) throws Exception {
    harness.processBothWatermarks(new Watermark(watermark));
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
