package io.campaignpulse.ingest.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harnesses' close() says it may throw anything.
class SumLedgerFunctionTest {
  private static final LedgerChange TWO = new LedgerChange(Topic.ORDERS, Outcome.COUNTED, 2);

  private static KeyedOneInputStreamOperatorTestHarness<String, LedgerChange, LedgerBook> harness(
      Emission emission) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new SumLedgerFunction(emission, Duration.ofSeconds(1))),
        change -> change.topic().label(),
        Types.STRING);
  }

  @Test
  void livePublishesChangesOnceAnInterval() throws Exception {
    try (var harness = harness(Emission.ON_CHANGE)) {
      harness.open();
      harness.setProcessingTime(5100);
      harness.processElement(TWO, 0);
      harness.processElement(TWO, 0);
      harness.setProcessingTime(6000);
      harness.setProcessingTime(9000);
      harness.processElement(TWO, 0);
      harness.setProcessingTime(10_000);
      List<LedgerBook> books = harness.extractOutputValues();
      assertThat(books)
          .extracting(book -> book.counts()[Outcome.COUNTED.ordinal()])
          .containsExactly(4L, 6L);
      assertThat(books).extracting(LedgerBook::revision).containsExactly(6000L, 10_000L);
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
