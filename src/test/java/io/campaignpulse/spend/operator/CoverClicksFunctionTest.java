package io.campaignpulse.spend.operator;

import static io.campaignpulse.testing.TestingMetrics.at;
import static io.campaignpulse.testing.TestingMetrics.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Emission;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.CoveredClicks;
import io.campaignpulse.spend.LiveClicks;
import io.campaignpulse.spend.ReportedCost;
import io.campaignpulse.testing.TestingSeriesOperator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoverClicksFunctionTest {

  private static final long NOON = at("2026-03-02T12:00:00Z");
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, String>, LiveClicks, CountedSpend, CoveredClicks>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(Emission.ON_CHANGE, null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aReportTakesTheClicksOfItsPeriodOnce() throws Exception {
    clicks(NOON, 3);
    clicks(NOON + MINUTE, 2);
    clicks(NOON + HOUR, 5);
    mark(NOON + 3 * HOUR);
    report(NOON, NOON + HOUR, 10, 1);
    report(NOON, NOON + HOUR, 8, 2);
    report(NOON, NOON + HOUR, 9, 1);

    assertThat(out()).hasSize(3);
    assertThat(out().get(0).cost()).as("tells that there are clicks").isNull();
    assertThat(out().get(1).hourClicks()).containsExactly(NOON, 5);
    assertThat(out().get(1).nowcastClicks()).isEqualTo(5);
    assertThat(out().get(1).stretches()).containsExactly(NOON, NOON + HOUR);
    assertThat(out().get(2).hourClicks()).isEmpty();
    assertThat(out().get(2).nowcastClicks()).isZero();
    assertThat(cost(2).before()).isEqualTo(10);
    assertThat(cost(2).after()).isEqualTo(8);
  }

  @Test
  void clicksThatComeAfterTheirReportAreCovered() throws Exception {
    mark(NOON + 3 * HOUR);
    report(NOON, NOON + HOUR, 10, 1);
    clicks(NOON + MINUTE, 2);
    assertThat(out().get(2).hourClicks()).containsExactly(NOON, 2);
    assertThat(out().get(2).cost()).isNull();
  }

  @Test
  void aReportReadBeforeItsClicksFindsNoNowcast() throws Exception {
    clicks(NOON, 1);
    mark(NOON + HOUR - 2);
    report(NOON, NOON + HOUR, 10, 1);
    assertThat(out().get(1).hourClicks()).containsExactly(NOON, 1);
    assertThat(out().get(1).nowcastClicks()).isZero();
  }

  @Test
  void nothingIsLearnedOfCostsWhoseClicksAreForgotten() throws Exception {
    clicks(NOON, 1);
    mark(NOON + 20 * DAY);
    report(NOON, NOON + 20 * DAY, 10, 1);
    assertThat(cost(1).learnedFrom()).isEqualTo(NOON + 6 * DAY);
    assertThat(out().get(1).hourClicks()).isEmpty();
    report(NOON - DAY, NOON, 10, 1);
    clicks(NOON, 1);
    assertThat(out()).hasSize(2);
  }

  @Test
  void forgetsAllButWhatItHasAnnounced() throws Exception {
    clicks(NOON, 1);
    clicks(NOON + 2 * HOUR, 1);
    mark(NOON + 3 * HOUR);
    report(NOON, NOON + HOUR, 10, 1);
    mark(NOON + 30 * DAY);
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    clicks(NOON, 3);
    mark(NOON + 3 * HOUR);
    report(NOON - HOUR, NOON, 7, 1);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness(Emission.ON_CHANGE, state);
    mark(NOON + 3 * HOUR);
    clicks(NOON, 1);
    report(NOON, NOON + HOUR, 10, 1);
    report(NOON - HOUR, NOON, 6, 2);
    assertThat(out()).hasSize(2);
    assertThat(out().get(0).nowcastClicks()).isEqualTo(4);
    assertThat(cost(1).before()).isEqualTo(7);
  }

  @Test
  void decidesAtTheEndOfAReplayByTheOrderOfPeriods() throws Exception {
    harness.close();
    harness = harness(Emission.AT_END, null);
    report(NOON + HOUR, NOON + 2 * HOUR, 20, 1);
    report(NOON, NOON + HOUR, 8, 2);
    report(NOON, NOON + HOUR, 10, 1);
    clicks(NOON + HOUR, 5);
    clicks(NOON, 3);
    mark(NOON + 100 * DAY);
    assertThat(out()).isEmpty();
    mark(Long.MAX_VALUE);
    assertThat(out()).extracting(CoveredClicks::nowcastClicks).containsExactly(0L, 3L, 5L);
    assertThat(cost(1).after()).isEqualTo(8);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private ReportedCost cost(int index) {
    return Objects.requireNonNull(out().get(index).cost());
  }

  private List<CoveredClicks> out() {
    return harness.extractOutputValues();
  }

  private void clicks(long minute, long count) throws Exception {
    harness.processElement1(new StreamRecord<>(new LiveClicks("a", "EMAIL", minute, count)));
  }

  private void report(long start, long end, long cost, long revision) throws Exception {
    harness.processElement2(
        new StreamRecord<>(CountedSpend.whole(spend("a", start, end, cost, revision))));
  }

  private void mark(long watermark) throws Exception {
    harness.processBothWatermarks(new Watermark(watermark));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, String>, LiveClicks, CountedSpend, CoveredClicks>
      harness(Emission emission, @Nullable OperatorSubtaskState state) {
    return TestingSeriesOperator.open(
        new KeyedCoProcessOperator<>(new CoverClicksFunction(emission)),
        clicks -> Tuple2.of(clicks.campaignId(), clicks.channel()),
        counted -> Tuple2.of(counted.report().campaignId(), counted.report().channel()),
        state);
  }
}
