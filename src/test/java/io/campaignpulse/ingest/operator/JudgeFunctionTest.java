package io.campaignpulse.ingest.operator;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import io.campaignpulse.ingest.FirstOfIdentity;
import io.campaignpulse.ingest.Judgement;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harnesses' close() says it may throw anything.
class JudgeFunctionTest {
  private static final long HORIZON = 1000;
  private static final Judgement<SpendReport> FIRST =
      new FirstOfIdentity<>(
          SpendReport::reportKey, CanonicalJson::of, SpendReport::eventTime, HORIZON);

  private static <T> KeyedOneInputStreamOperatorTestHarness<String, T, T> harness(
      Class<T> type, Judgement<T> judgement, Emission emission) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new JudgeFunction<>(
                "judge-test", Topic.SPEND, judgement, emission, TypeInformation.of(type))),
        judgement::keyOf,
        Types.STRING);
  }

  /** A rule by which several records of a key count. */
  private record OnlyHigher() implements Judgement<SpendReport> {
    @Override
    public String keyOf(SpendReport report) {
      return report.reportKey();
    }

    @Override
    public Comparator<SpendReport> order() {
      return Comparator.comparingLong(SpendReport::eventTime);
    }

    @Override
    public Verdict judge(@Nullable Long known, SpendReport report) {
      return known == null || report.revision() > known
          ? new Verdict(Decision.COUNTED, report.revision())
          : new Verdict(Decision.DUPLICATE, null);
    }

    @Override
    public long keepUntil(SpendReport report) {
      return report.eventTime() + HORIZON;
    }
  }

  private static <T> List<Outcome> outcomes(
      KeyedOneInputStreamOperatorTestHarness<String, T, T> harness) {
    Queue<StreamRecord<LedgerChange>> ledger = harness.getSideOutput(SideOutputs.LEDGER);
    return ledger == null ? List.of() : ledger.stream().map(r -> r.getValue().outcome()).toList();
  }

  @Test
  void liveTheFirstArrivalStandsAndIsForgottenAfterTheHorizon() throws Exception {
    SpendReport first = spend(START, "USD", 9, 1);
    SpendReport other = spend(START - 1, "USD", 8, 1);
    try (var harness = harness(SpendReport.class, FIRST, Emission.ON_CHANGE)) {
      harness.open();
      harness.processElement(first, START);
      harness.processElement(first, START);
      harness.processElement(other, START);
      assertThat(harness.extractOutputValues()).containsExactly(first);
      assertThat(outcomes(harness))
          .containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.CONFLICT);

      harness.processWatermark(new Watermark(START + HORIZON));
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.processElement(first, START);
      assertThat(harness.extractOutputValues()).containsExactly(first, first);
    }
  }

  @Test
  void liveEachCountedRecordOfAKeyKeepsItLonger() throws Exception {
    try (var harness = harness(SpendReport.class, new OnlyHigher(), Emission.ON_CHANGE)) {
      harness.open();
      harness.processElement(spend(START, "USD", 9, 1), START);
      harness.processElement(spend(START + 900, "USD", 9, 2), START);
      harness.processWatermark(new Watermark(START + HORIZON));
      harness.processElement(spend(START + 950, "USD", 9, 1), START);
      assertThat(outcomes(harness)).containsExactly(Outcome.DUPLICATE);

      harness.processWatermark(new Watermark(START + 900 + HORIZON));
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aReplayDecidesAtTheEndOverARestore() throws Exception {
    SpendReport late = spend(START + 1, "USD", 9, 1);
    SpendReport early = spend(START, "USD", 8, 1);
    OperatorSubtaskState state;
    try (var harness = harness(SpendReport.class, FIRST, Emission.AT_END)) {
      harness.open();
      harness.processElement(late, START);
      harness.processWatermark(new Watermark(START + 10 * HORIZON));
      assertThat(harness.extractOutputValues()).isEmpty();
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(SpendReport.class, FIRST, Emission.AT_END)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(early, START);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues()).containsExactly(early);
      assertThat(outcomes(harness)).containsExactly(Outcome.DUPLICATE, Outcome.CONFLICT);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }
}
