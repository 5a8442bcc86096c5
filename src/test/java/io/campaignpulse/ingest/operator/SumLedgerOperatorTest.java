package io.campaignpulse.ingest.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harnesses' close() says it may throw anything.
class SumLedgerOperatorTest {
  private static final LedgerChange TWO = new LedgerChange(Topic.ORDERS, Outcome.COUNTED, 2);

  private static OneInputStreamOperatorTestHarness<LedgerChange, LedgerBook> harness(
      Emission emission) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new SumLedgerOperator(emission));
  }

  @Test
  void livePublishesWhatChangedWithEachCheckpoint() throws Exception {
    try (var harness = harness(Emission.ON_CHANGE)) {
      harness.open();
      harness.setProcessingTime(5000);
      harness.processElement(TWO, 0);
      harness.processElement(TWO, 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.prepareSnapshotPreBarrier(1);
      harness.prepareSnapshotPreBarrier(2);
      harness.processElement(TWO, 0);
      harness.prepareSnapshotPreBarrier(3);

      assertThat(harness.extractOutputValues())
          .extracting(book -> book.counts()[Outcome.COUNTED.ordinal()])
          .containsExactly(4L, 6L);
      assertThat(harness.extractOutputValues())
          .extracting(LedgerBook::revision)
          .containsExactly(5000L, 5001L);
    }
  }

  @Test
  void aRestoredLedgerGoesOnWithHigherRevisions() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(Emission.ON_CHANGE)) {
      harness.open();
      harness.setProcessingTime(5000);
      harness.processElement(TWO, 0);
      harness.prepareSnapshotPreBarrier(1);
      state = harness.snapshot(1, 0);
    }
    try (var harness = harness(Emission.ON_CHANGE)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(TWO, 0);
      harness.prepareSnapshotPreBarrier(2);

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              book -> {
                assertThat(book.counts()[Outcome.COUNTED.ordinal()]).isEqualTo(4);
                assertThat(book.revision()).isEqualTo(5001);
              });
    }
  }

  @Test
  void aReplayPublishesOnceAtTheEnd() throws Exception {
    try (var harness = harness(Emission.AT_END)) {
      harness.open();
      harness.processElement(TWO, 0);
      harness.processWatermark(new Watermark(1_000_000));
      harness.processElement(TWO, 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              book -> {
                assertThat(book.counts()[Outcome.COUNTED.ordinal()]).isEqualTo(4);
                assertThat(book.revision()).isEqualTo(1);
              });
    }
  }
}
