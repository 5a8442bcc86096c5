package io.campaignpulse.plan.operator;

import static io.campaignpulse.testing.TestingJourneys.back;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static io.campaignpulse.testing.TestingSales.placedWith;
import static io.campaignpulse.testing.TestingSales.summed;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.plan.SaleFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the operator tells when, and when it forgets. */
// Closing a harness may be interrupted: javac warns of that at each try.
@SuppressWarnings("try")
class AccountSalesFunctionTest {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long RETENTION = 400 * DAY;
  private static final long PATIENCE = 90 * DAY;

  /** A midnight. */
  private static final long NOW = 20_000 * DAY;

  private static final PricedOrder ORDER =
      placedWith("D", "O", NOW, line("S", 4, 100, 20, 40L), line("T", 1, 5, 0, null));
  private static final PricedOrder BACK = returned("r", "O", NOW + DAY, back("S", 1));
  private static final PricedOrder MORE_BACK = returned("r2", "O", NOW + 5, back("S", 9));

  private static KeyedOneInputStreamOperatorTestHarness<String, PricedOrder, SaleFact> harness(
      Emission emission) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new AccountSalesFunction(emission, RETENTION, PATIENCE)),
        PricedOrder::orderId,
        Types.STRING);
  }

  @Test
  void facts_need_no_generic_serializer() {
    assertThat(TypeInformation.of(SaleFact.class)).isInstanceOf(PojoTypeInfo.class);
  }

  @Test
  void differences_told_live_sum_to_what_the_end_tells_across_a_restore() throws Exception {
    List<SaleFact> atEnd;
    try (var replay = harness(Emission.AT_END)) {
      replay.open();
      for (PricedOrder event : List.of(BACK, ORDER, MORE_BACK)) {
        replay.processElement(event, event.eventTime());
      }
      assertThat(replay.extractOutputValues()).isEmpty();
      replay.processWatermark(Watermark.MAX_WATERMARK);
      atEnd = List.copyOf(replay.extractOutputValues());
      assertThat(atEnd).hasSize(3);
      assertThat(replay.numKeyedStateEntries()).isZero();
    }
    OperatorSubtaskState saved;
    List<SaleFact> before;
    try (var live = harness(Emission.ON_CHANGE)) {
      live.open();
      live.processElement(BACK, 0);
      assertThat(live.extractOutputValues()).isEmpty();
      live.processElement(ORDER, 0);
      before = List.copyOf(live.extractOutputValues());
      assertThat(before).hasSize(3);
      saved = live.snapshot(1, 1);
    }
    try (var live = harness(Emission.ON_CHANGE)) {
      live.initializeState(saved);
      live.open();
      live.processElement(MORE_BACK, 0);
      List<SaleFact> told = new ArrayList<>(before);
      told.addAll(live.extractOutputValues());
      assertThat(summed(told)).isEqualTo(summed(atEnd));
    }
  }

  @Test
  void an_order_is_forgotten_after_its_retention() throws Exception {
    try (var live = harness(Emission.ON_CHANGE)) {
      live.open();
      live.processElement(ORDER, 0);
      live.processElement(BACK, 0);
      live.processWatermark(NOW + RETENTION);
      assertThat(live.numKeyedStateEntries()).isOne();
      live.processWatermark(NOW + RETENTION + DAY);
      assertThat(live.numKeyedStateEntries()).isZero();
      assertThat(live.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void returns_whose_order_never_comes_are_dropped_in_silence() throws Exception {
    try (var live = harness(Emission.ON_CHANGE)) {
      live.open();
      live.processElement(BACK, 0);
      live.processElement(MORE_BACK, 0);
      live.processWatermark(NOW + PATIENCE + DAY);
      live.processElement(ORDER, 0);
      assertThat(live.extractOutputValues()).hasSize(3);
      live.processWatermark(NOW + RETENTION + 9 * DAY);
      assertThat(live.numKeyedStateEntries()).isZero();
    }
    try (var live = harness(Emission.ON_CHANGE)) {
      live.open();
      live.processElement(BACK, 0);
      live.processWatermark(NOW + PATIENCE + 3 * DAY);
      assertThat(live.numKeyedStateEntries()).isZero();
      assertThat(live.numEventTimeTimers()).isZero();
    }
  }
}
