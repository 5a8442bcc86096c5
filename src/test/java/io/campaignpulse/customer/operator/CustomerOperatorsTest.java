package io.campaignpulse.customer.operator;

import static io.campaignpulse.testing.TestingJourneys.at;
import static io.campaignpulse.testing.TestingJourneys.click;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.customer.AcquisitionCost;
import io.campaignpulse.customer.CustomerOptions;
import io.campaignpulse.customer.CustomerOrder;
import io.campaignpulse.customer.CustomerOrder.Word;
import io.campaignpulse.customer.Days;
import io.campaignpulse.customer.MarginBooking;
import io.campaignpulse.customer.Share;
import io.campaignpulse.customer.ValueChange;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Emission;
import io.campaignpulse.testing.TestingAttribution;
import io.campaignpulse.testing.TestingCustomers;
import io.campaignpulse.testing.TestingSeriesOperator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** State and timers: what they give, what a restore keeps, and that nothing stays for ever. */
// Closing a harness may be interrupted: javac warns of that at each try.
@SuppressWarnings("try")
class CustomerOperatorsTest {

  private static final long DAY = 86_400_000;
  private static final long NOON = at("2026-03-02T12:00:00Z");
  private static final long TODAY = Days.of(NOON);
  private static final long RETENTION = 400 * DAY;
  private static final CustomerOptions LIVE =
      TestingCustomers.options(Emission.ON_CHANGE, AttributionModel.LINEAR, RETENTION, null);

  private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> harness(
      KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), key, Types.STRING);
  }

  private static List<Credit> credits() {
    return TestingAttribution.credits(
            AttributionOptions.defaults(Emission.ON_CHANGE),
            List.of(
                click("i1", NOON - 2, null, "c", "a", "EMAIL"),
                click("i2", NOON - 1, null, "c", "b", "EMAIL"),
                placed("o", NOON, null, "c", line("A", 2, 10, 0, 4L)),
                returned("r", "o", NOON + DAY)))
        .stream()
        .filter(c -> c.model() == AttributionModel.LINEAR)
        .toList();
  }

  @Test
  void an_order_is_told_when_its_credits_are_whole_and_forgotten_after_its_retention()
      throws Exception {
    try (var harness = harness(new FollowOrderFunction(LIVE), Credit::conversionId)) {
      harness.open();
      harness.processWatermark(NOON);
      List<Credit> credits = credits();
      assertThat(credits).hasSize(4);
      harness.processElement(credits.get(0), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processElement(credits.get(1), 0);
      assertThat(harness.extractOutputValues())
          .containsExactly(
              new CustomerOrder(
                  Word.STANDS,
                  "c:c",
                  "o",
                  NOON,
                  true,
                  List.of(
                      new Share("a", "EMAIL", 500_000_000), new Share("b", "EMAIL", 500_000_000)),
                  List.of(new MarginBooking(NOON, 6_000_000, 0))));
      harness.processWatermark(NOON + 2 * DAY);
      harness.processElement(credits.get(2), 0);
      harness.processElement(credits.get(3), 0);
      List<CustomerOrder> told = harness.extractOutputValues();
      assertThat(told.get(told.size() - 1).first()).isFalse();
      assertThat(told.get(told.size() - 1).bookings())
          .containsExactly(
              new MarginBooking(NOON, 6_000_000, 0), new MarginBooking(NOON + DAY, -6_000_000, 0));

      assertThat(harness.numEventTimeTimers()).isOne();
      harness.processWatermark(NOON + RETENTION + DAY);
      assertThat(harness.numEventTimeTimers()).as("heard of two days after it").isOne();
      harness.processWatermark(NOON + RETENTION + 3 * DAY);
      assertThat(harness.extractOutputValues())
          .last()
          .extracting(CustomerOrder::word)
          .isEqualTo(Word.SETTLED);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void what_was_read_before_the_first_watermark_is_kept_from_that_on() throws Exception {
    try (var harness = harness(new FollowOrderFunction(LIVE), Credit::conversionId)) {
      harness.open();
      harness.processElement(credits().get(0), 0);
      harness.processWatermark(NOON + 2 * RETENTION);
      harness.processElement(credits().get(1), 0);
      assertThat(harness.extractOutputValues())
          .extracting(CustomerOrder::word)
          .containsExactly(Word.STANDS);
      harness.processWatermark(NOON + 3 * RETENTION + 2 * DAY);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void the_end_of_input_settles_nothing_since_others_may_still_be_telling() throws Exception {
    try (var harness = harness(new FollowOrderFunction(LIVE), Credit::conversionId)) {
      harness.open();
      for (Credit credit : credits()) {
        harness.processElement(credit, 0);
      }
      harness.processWatermark(Watermark.MAX_WATERMARK.getTimestamp());
      assertThat(harness.extractOutputValues())
          .extracting(CustomerOrder::word)
          .containsOnly(Word.STANDS);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  private static CustomerOrder order(Word word, String person, String id, boolean first) {
    return new CustomerOrder(
        word,
        person,
        id,
        NOON,
        first,
        List.of(new Share("a", "EMAIL", 1_000_000_000)),
        List.of(new MarginBooking(NOON, 6_000_000, 0)));
  }

  @Test
  void of_a_person_only_who_acquired_it_stays() throws Exception {
    try (var harness = harness(new AcquireCustomerFunction(LIVE), CustomerOrder::person)) {
      harness.open();
      harness.processElement(order(Word.STANDS, "c:c", "o1", true), 0);
      harness.processElement(order(Word.STANDS, "c:c", "o2", false), 0);
      harness.processElement(order(Word.STANDS, "n:o3", "o3", true), 0);
      harness.processElement(order(Word.STANDS, "v:v", "o4", true), 0);
      assertThat(harness.numKeyedStateEntries()).isEqualTo(3);
      harness.processElement(order(Word.SETTLED, "c:c", "o1", true), 0);
      harness.processElement(order(Word.SETTLED, "c:c", "o2", false), 0);
      harness.processElement(order(Word.SETTLED, "n:o3", "o3", true), 0);
      harness.processElement(order(Word.LEFT, "v:v", "o4", true), 0);
      assertThat(harness.numKeyedStateEntries()).as("c:c alone").isOne();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, String>, ValueChange, AcquisitionCost, CustomerValue>
      publisher(CustomerOptions options, @Nullable OperatorSubtaskState state) {
    return TestingSeriesOperator.open(
        new KeyedCoProcessOperator<>(new PublishValueFunction(options)),
        change -> Tuple2.of(change.campaignId(), change.channel()),
        cost -> Tuple2.of(cost.campaignId(), cost.channel()),
        state);
  }

  private static StreamRecord<ValueChange> customers(long day, long number) {
    return new StreamRecord<>(new ValueChange("a", "EMAIL", day, number * 1_000_000_000, 0, 0, 0));
  }

  private static StreamRecord<ValueChange> margin(int age, long units) {
    return new StreamRecord<>(new ValueChange("a", "EMAIL", 0, 0, age, units * 1_000_000, 0));
  }

  private static StreamRecord<AcquisitionCost> cost(double cac) {
    return new StreamRecord<>(new AcquisitionCost("a", "EMAIL", cac));
  }

  @Test
  void changes_are_published_once_in_the_interval_and_only_rows_that_changed() throws Exception {
    try (var harness = publisher(LIVE, null)) {
      harness.processBothWatermarks(new Watermark(NOON + 2 * DAY));
      harness.setProcessingTime(500);
      harness.processElement2(cost(5));
      assertThat(harness.numProcessingTimeTimers()).as("nobody to publish").isZero();
      harness.processElement1(customers(TODAY, 2));
      harness.processElement1(margin(0, 20));
      harness.setProcessingTime(999);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.setProcessingTime(1000);
      assertThat(TestingCustomers.folded(harness.extractOutputValues()))
          .isEqualTo(
              Map.of(
                  "a|EMAIL|0", "2000000000 20000000 ltv 10.0 cac 5.0 2.0 payback 0",
                  "a|EMAIL|1", "2000000000 20000000 ltv 10.0 cac 5.0 2.0 payback 0",
                  "a|EMAIL|2", "2000000000 20000000 ltv 10.0 cac 5.0 2.0 payback 0"));

      harness.processElement1(margin(2, 4));
      harness.processElement1(margin(1, 0));
      harness.setProcessingTime(2000);
      assertThat(harness.extractOutputValues()).hasSize(4);
      CustomerValue last = harness.extractOutputValues().get(3);
      assertThat(last.ageDays()).isEqualTo(2);
      assertThat(last.ltv()).isEqualTo(12.0);
      assertThat(last.revision()).isEqualTo(2000);
      harness.processElement2(cost(5));
      assertThat(harness.numProcessingTimeTimers()).as("the same cost").isZero();
    }
  }

  @Test
  void customers_grow_older_with_each_day_of_event_time() throws Exception {
    try (var harness = publisher(LIVE, null)) {
      harness.processElement1(customers(TODAY, 1));
      harness.processElement1(margin(0, 3));
      harness.setProcessingTime(1000);
      assertThat(TestingCustomers.folded(harness.extractOutputValues())).hasSize(1);
      harness.processBothWatermarks(new Watermark(Days.start(TODAY + 1) - 2));
      harness.setProcessingTime(2000);
      assertThat(TestingCustomers.folded(harness.extractOutputValues())).hasSize(1);
      harness.processBothWatermarks(new Watermark(Days.start(TODAY + 1) - 1));
      harness.setProcessingTime(3000);
      assertThat(TestingCustomers.folded(harness.extractOutputValues())).hasSize(2);
      harness.processBothWatermarks(new Watermark(Days.start(TODAY + 9)));
      harness.setProcessingTime(4000);
      assertThat(TestingCustomers.folded(harness.extractOutputValues())).hasSize(10);
      assertThat(harness.numEventTimeTimers()).isOne();
    }
  }

  @Test
  void while_event_time_runs_fast_customers_are_published_once_in_the_interval() throws Exception {
    try (var harness = publisher(LIVE, null)) {
      harness.processElement1(customers(TODAY, 1));
      for (int day = 1; day <= 300; day++) {
        harness.processBothWatermarks(new Watermark(Days.start(TODAY + day)));
      }
      assertThat(harness.numEventTimeTimers()).isOne();
      assertThat(harness.numProcessingTimeTimers()).isOne();
      harness.setProcessingTime(1000);
      assertThat(harness.extractOutputValues()).as("each age once").hasSize(301);
    }
  }

  @Test
  void rows_of_customers_that_are_none_any_more_are_withdrawn_and_nothing_stays() throws Exception {
    try (var harness = publisher(LIVE, null)) {
      harness.processBothWatermarks(new Watermark(NOON + DAY));
      harness.processElement1(customers(TODAY, 1));
      harness.processElement1(margin(0, 3));
      harness.setProcessingTime(1000);
      harness.processElement1(customers(TODAY, -1));
      harness.processElement1(margin(0, -3));
      harness.setProcessingTime(2000);
      List<CustomerValue> rows = harness.extractOutputValues();
      assertThat(rows).hasSize(4);
      assertThat(rows.subList(2, 4)).allMatch(r -> r.customersNanos() == 0 && r.ltv() == null);
      assertThat(TestingCustomers.folded(rows)).isEmpty();
      harness.processBothWatermarks(new Watermark(NOON + 2 * DAY));
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void a_restore_between_change_and_publication_loses_nothing() throws Exception {
    OperatorSubtaskState state;
    try (var harness = publisher(LIVE, null)) {
      harness.processBothWatermarks(new Watermark(NOON + DAY));
      harness.processElement1(customers(TODAY, 1));
      harness.setProcessingTime(1000);
      assertThat(harness.extractOutputValues()).hasSize(2);
      harness.processElement1(margin(1, 3));
      state = harness.snapshot(1, 1);
    }
    try (var harness = publisher(LIVE, state)) {
      harness.setProcessingTime(900);
      harness.setProcessingTime(2000);
      assertThat(harness.extractOutputValues())
          .extracting(CustomerValue::ageDays, CustomerValue::ltv, CustomerValue::revision)
          .containsExactly(tuple(1, 3.0, 2000L));
      harness.processBothWatermarks(new Watermark(Days.start(TODAY + 2)));
      harness.setProcessingTime(3000);
      assertThat(TestingCustomers.folded(harness.extractOutputValues())).containsKey("a|EMAIL|2");
    }
  }

  @Test
  void a_replay_decides_once_at_the_end() throws Exception {
    CustomerOptions replay =
        TestingCustomers.options(
            Emission.AT_END, AttributionModel.LINEAR, RETENTION, NOON + 3 * DAY);
    try (var harness = publisher(replay, null)) {
      harness.processElement1(customers(TODAY, 1));
      harness.processElement1(margin(0, 3));
      harness.setProcessingTime(100_000);
      harness.processElement2(cost(1.5));
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processBothWatermarks(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues()).hasSize(4);
      assertThat(harness.extractOutputValues())
          .allMatch(r -> r.revision() == 1 && r.updatedAt() == NOON + 3 * DAY)
          .allMatch(r -> Double.valueOf(2).equals(r.ltvToCac()));
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }
}
