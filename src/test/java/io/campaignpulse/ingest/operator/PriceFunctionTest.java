package io.campaignpulse.ingest.operator;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.rate;
import static io.campaignpulse.testing.TestingIngestEvents.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.DeletedRow;
import io.campaignpulse.ingest.Pricing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harnesses' close() says it may throw anything.
class PriceFunctionTest {

  private static BroadcastOperatorTestHarness<SpendReport, FxRate, SpendReport> harness()
      throws Exception {
    return ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
        new PriceFunction<>(
            Topic.SPEND, Pricing::spend, "USD", List.of(rate("EUR", START, "1.1", 1))),
        PriceFunction.LATER_RATES);
  }

  @Test
  void laterRatesApplyToWhatArrivesAfterThem() throws Exception {
    try (var harness = harness()) {
      harness.processElement(spend(START, "EUR", 1000, 1), START);
      harness.processBroadcastElement(rate("EUR", START, "1.2", 2), START);
      harness.processElement(spend(START, "EUR", 1000, 2), START);
      harness.processBroadcastElement(rate("EUR", START, "1.3", 0), START);
      harness.processElement(spend(START, "EUR", 1000, 3), START);
      assertThat(harness.extractOutputValues())
          .extracting(SpendReport::costMicros)
          .containsExactly(1100L, 1200L, 1200L);
    }
  }

  @Test
  void aDeletedRateNoLongerAppliesUntilItComesBack() throws Exception {
    try (var harness = harness()) {
      FxRate known = rate("EUR", START, "1.1", 1);
      FxRate deleted = (FxRate) DeletedRow.of(Topic.FX_RATES, known.id(), known.origin());
      harness.processElement(spend(START, "EUR", 1000, 1), START);
      harness.processBroadcastElement(deleted, START);
      harness.processElement(spend(START, "EUR", 1000, 2), START);
      harness.processBroadcastElement(rate("EUR", START, "1.5", 2), START);
      harness.processElement(spend(START, "EUR", 1000, 3), START);
      assertThat(harness.extractOutputValues())
          .extracting(SpendReport::costMicros)
          .containsExactly(1100L, 1500L);
      assertThat(harness.getSideOutput(SideOutputs.REJECTED))
          .extracting(record -> record.getValue().reason())
          .containsExactly(RejectionReason.FX_RATE_MISSING);
    }
  }

  @Test
  void refusesWhatHasNoPrice() throws Exception {
    try (var harness = harness()) {
      harness.processElement(spend(START, "JPY", 1000, 1), START);
      harness.processElement(spend(START, "EUR", Long.MAX_VALUE, 1), START);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(harness.getSideOutput(SideOutputs.REJECTED))
          .extracting(record -> record.getValue().reason())
          .containsExactly(RejectionReason.FX_RATE_MISSING, RejectionReason.INVALID_VALUE);
      assertThat(harness.getSideOutput(SideOutputs.LEDGER)).hasSize(2);
      byte[] payload = harness.getSideOutput(SideOutputs.REJECTED).peek().getValue().payload();
      assertThat(new String(payload, StandardCharsets.UTF_8)).contains("\"currency\":\"JPY\"");
    }
  }
}
