package io.campaignpulse.metric.operator;

import static io.campaignpulse.testing.TestingMetrics.click;
import static io.campaignpulse.testing.TestingMetrics.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.metric.MeasureChange;
import io.campaignpulse.metric.MetricOptions.DeliverySource;
import io.campaignpulse.metric.ReachSketch;
import io.campaignpulse.spend.LiveClicks;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombineInteractionsOperatorTest {

  private static final long MINUTE = 60_000;

  private OneInputStreamOperatorTestHarness<ClassifiedInteraction, MeasureChange> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(DeliverySource.EVENTS, 1000);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void addsUpPerCampaignChannelAndMinute() throws Exception {
    for (int i = 0; i < 5000; i++) {
      harness.processElement(record(click(i * 100L, i % 2 == 0 ? "a" : "b")));
    }
    harness.processElement(record(interaction(InteractionType.VISIT, 1, "a", "v", true)));
    assertThat(out()).isEmpty();

    harness.prepareSnapshotPreBarrier(1);

    assertThat(out()).hasSize(2 * 9);
    assertThat(out())
        .filteredOn(c -> c.campaignId().equals("a") && c.minute() == 0)
        .singleElement()
        .satisfies(c -> assertThat(c.base()).containsExactly(0, 300, 0, 0, 0, 1, 0, 0));
    assertThat(out().stream().mapToLong(c -> c.base()[BaseMeasure.CLICKS.ordinal()]).sum())
        .isEqualTo(5000);
  }

  @Test
  void handsOnEachSecond() throws Exception {
    harness.processElement(record(click(1, "a")));
    harness.setProcessingTime(999);
    assertThat(out()).isEmpty();
    harness.setProcessingTime(1000);
    assertThat(out()).hasSize(1);
    harness.processElement(record(click(1, "a")));
    harness.setProcessingTime(2000);
    assertThat(out()).hasSize(2);
  }

  @Test
  void handsOnBeforeAWatermarkThatPassesTheOldestMinute() throws Exception {
    harness.processElement(record(click(5 * MINUTE + 1, "a")));
    harness.processWatermark(6 * MINUTE - 2);
    assertThat(out()).isEmpty();
    harness.processWatermark(6 * MINUTE - 1);
    assertThat(harness.getOutput()).hasSize(3);
    assertThat(out()).hasSize(1);
  }

  @Test
  void handsOnWhenFullAndAtTheEnd() throws Exception {
    for (int i = 0; i < 1000; i++) {
      harness.processElement(record(click(i * MINUTE, "a")));
    }
    assertThat(out()).hasSize(1000);
    harness.processElement(record(click(1, "a")));
    harness.endInput();
    harness.getOneInputOperator().finish();
    assertThat(out()).hasSize(1001);
  }

  @Test
  void reachesThePeopleOfValidImpressions() throws Exception {
    harness.processElement(record(interaction(InteractionType.IMPRESSION, 1, "a", "v1", false)));
    harness.processElement(record(interaction(InteractionType.IMPRESSION, 2, "a", "v1", false)));
    harness.processElement(record(interaction(InteractionType.IMPRESSION, 3, "a", "v2", false)));
    harness.processElement(record(interaction(InteractionType.IMPRESSION, 4, "a", "v3", true)));
    harness.prepareSnapshotPreBarrier(1);
    MeasureChange change = out().get(0);
    assertThat(change.base()).containsExactly(3, 0, 0, 1, 0, 0, 0, 0);
    assertThat(change.reach()).isNotNull();
    assertThat(ReachSketch.fromBytes(change.reach()).estimate()).isEqualTo(2);
  }

  @Test
  void leavesDeliveryToReportsIfAskedTo() throws Exception {
    harness.close();
    harness = harness(DeliverySource.REPORTS, 1000);
    harness.processElement(record(click(1, "a")));
    harness.processElement(record(interaction(InteractionType.CLICK, 1, "a", "v", true)));
    harness.processElement(record(interaction(InteractionType.VISIT, 1, "a", "v", false)));
    harness.processElement(record(interaction(InteractionType.IMPRESSION, 1, "a", "v", false)));
    harness.prepareSnapshotPreBarrier(1);
    assertThat(out()).singleElement().satisfies(this::hasNoDeliveryButReach);
  }

  private void hasNoDeliveryButReach(MeasureChange change) {
    assertThat(change.liveClicks()).isEqualTo(1);
    assertThat(harness.getSideOutput(CombineInteractionsOperator.LIVE_CLICKS))
        .extracting(StreamRecord::getValue)
        .containsExactly(new LiveClicks("a", "EMAIL", 0, 1));
    assertThat(change.base()).containsExactly(0, 0, 1, 0, 1, 0, 0, 0);
    assertThat(change.reach()).isNotNull();
  }

  private static OneInputStreamOperatorTestHarness<ClassifiedInteraction, MeasureChange> harness(
      DeliverySource source, int maxHeld) throws Exception {
    OneInputStreamOperatorTestHarness<ClassifiedInteraction, MeasureChange> harness =
        new OneInputStreamOperatorTestHarness<>(
            new CombineInteractionsOperator(source, source, 1000, maxHeld));
    harness.open();
    return harness;
  }

  private static StreamRecord<ClassifiedInteraction> record(ClassifiedInteraction event) {
    return new StreamRecord<>(event, event.eventTime());
  }

  private List<MeasureChange> out() {
    return harness.extractOutputValues();
  }
}
