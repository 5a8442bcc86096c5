package io.campaignpulse.attribution.operator;

import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static io.campaignpulse.testing.TestingJourneys.back;
import static io.campaignpulse.testing.TestingJourneys.lead;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static io.campaignpulse.testing.TestingJourneys.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.Cause;
import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.LeadBook;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.attribution.PackedTouch;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.attribution.Touch;
import io.campaignpulse.attribution.TouchLog;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CorrectionCause;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.testing.TestingJourneys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** State and timers: what they give, what a restore keeps, and that nothing stays for ever. */
// Closing a harness may be interrupted: javac warns of that at each try.
@SuppressWarnings("try")
class AttributionOperatorsTest {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = 3_600_000;
  private static final long NOW = 1_700_000_000_000L;
  private static final AttributionOptions LIVE = AttributionOptions.defaults(Emission.ON_CHANGE);
  private static final AttributionOptions REPLAY = AttributionOptions.defaults(Emission.AT_END);

  private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> harness(
      KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), key, Types.STRING);
  }

  private static <T> List<T> side(
      KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness, OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  private static void isEmpty(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness) {
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  private static Touch touch(String id, long time) {
    return new Touch(id, time, InteractionType.CLICK, "camp", "EMAIL");
  }

  private static TouchLog log(Touch touch) {
    return TouchLog.of(List.of(PackedTouch.of(touch)));
  }

  private static Conversion order(String id, long time, PricedOrder... changes) {
    OrderBook book = OrderBook.empty();
    book = book.apply(placed(id, time, null, "c", line("S", 4, 100, 0, 40L))).book();
    for (PricedOrder change : changes) {
      book = book.apply(change).book();
    }
    return Objects.requireNonNull(book.conversion());
  }

  private static CreditCase creditCase(
      Conversion conversion, TouchLog touches, boolean newCustomer, boolean settled) {
    return new CreditCase(
        "c:c",
        conversion,
        touches,
        TouchLog.EMPTY,
        newCustomer,
        true,
        settled,
        new Cause(CorrectionCause.CONVERSION, conversion.changedAt()));
  }

  private static PersonEvent gained(Touch touch) {
    return PersonEvent.of("c:c", Change.GAINED, PackedTouch.of(touch));
  }

  private static PersonEvent gained(Conversion conversion) {
    return PersonEvent.of("c:c", Change.GAINED, conversion);
  }

  @Test
  void orders_wait_for_nothing_live_and_are_cleared_after_their_retention() throws Exception {
    try (var harness = harness(new CollectOrderFunction(LIVE), PricedOrder::orderId)) {
      harness.open();
      harness.processElement(returned("r", "O", NOW + DAY, back("S", 1)), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processElement(placed("O", NOW, "v", "c", line("S", 4, 100, 0, 40L)), 0);
      assertThat(harness.extractOutputValues()).containsExactly(gained(order(harness)));
      assertThat(side(harness, AttributionTags.VISITOR_EVENTS))
          .containsExactly(VisitorEvent.link("v", "c", NOW, true));
      harness.processWatermark(NOW + LIVE.ordersRetention() + 2 * DAY);
      assertThat(side(harness, AttributionTags.REJECTED)).isEmpty();
      isEmpty(harness);
    }
  }

  @Test
  void an_order_read_ahead_of_its_time_while_catching_up_waits_for_touches() throws Exception {
    try (var harness = harness(new CollectOrderFunction(LIVE), PricedOrder::orderId)) {
      harness.open();
      harness.setProcessingTime(TestingJourneys.origin().arrivalTime() + HOUR);
      harness.processWatermark(NOW - DAY);
      harness.processElement(placed("O", NOW, null, "c", line("S", 4, 100, 0, 40L)), 0);
      harness.processElement(placed("P", NOW - 2 * DAY, null, "c", line("S", 1, 1, 0, 1L)), 0);
      assertThat(harness.extractOutputValues()).extracting(PersonEvent::conversion).hasSize(1);

      OperatorSubtaskState snapshot = harness.snapshot(1, 1);
      try (var restored = harness(new CollectOrderFunction(LIVE), PricedOrder::orderId)) {
        restored.initializeState(snapshot);
        restored.open();
        restored.setProcessingTime(TestingJourneys.origin().arrivalTime() + HOUR);
        restored.processWatermark(NOW - 1);
        assertThat(restored.extractOutputValues()).isEmpty();
        restored.processWatermark(NOW);
        assertThat(restored.extractOutputValues())
            .extracting(event -> Objects.requireNonNull(event.conversion()).conversionId())
            .containsExactly("O");
        restored.processWatermark(NOW + LIVE.ordersRetention() + 2 * DAY);
        restored.setProcessingTime(TestingJourneys.origin().arrivalTime() + 2 * HOUR);
        isEmpty(restored);
      }
    }
  }

  @Test
  void nothing_waits_for_a_time_that_stands_still() throws Exception {
    try (var harness = harness(new CollectLeadFunction(LIVE), LeadEvent::leadId)) {
      harness.open();
      long start = TestingJourneys.origin().arrivalTime() + HOUR;
      harness.setProcessingTime(start);
      harness.processElement(
          lead("1", NOW, "L", LeadStage.CREATED, null, "c", null, null, null), 0);
      for (int second = 0; second < 60; second++) {
        // As long as time moves, it will come.
        harness.processWatermark(NOW - DAY + second);
        harness.setProcessingTime(start + second * 1000L);
      }
      assertThat(harness.extractOutputValues()).isEmpty();

      for (int second = 60; second < 120; second++) {
        harness.setProcessingTime(start + second * 1000L);
      }

      assertThat(harness.extractOutputValues()).hasSize(1);
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  private static Conversion order(
      KeyedOneInputStreamOperatorTestHarness<String, PricedOrder, PersonEvent> harness) {
    return Objects.requireNonNull(harness.extractOutputValues().get(0).conversion());
  }

  @Test
  void a_return_whose_order_never_comes_is_refused_live_after_the_horizon() throws Exception {
    try (var harness = harness(new CollectOrderFunction(LIVE), PricedOrder::orderId)) {
      harness.open();
      harness.processElement(returned("r", "O", NOW, back("S", 1)), 0);
      harness.processWatermark(NOW + LIVE.redecisionHorizon());
      assertThat(side(harness, AttributionTags.REJECTED)).isEmpty();
      harness.processWatermark(NOW + LIVE.redecisionHorizon() + DAY);
      isRefused(harness, RejectionReason.ORDER_UNKNOWN);
      isEmpty(harness);
    }
  }

  @Test
  void a_return_whose_order_never_comes_is_refused_at_the_end_of_a_replay() throws Exception {
    try (var harness = harness(new CollectOrderFunction(REPLAY), PricedOrder::orderId)) {
      harness.open();
      harness.processElement(returned("r", "O", NOW, back("S", 1)), 0);
      harness.processElement(placed("P", NOW, null, "c", line("S", 4, 100, 0, 40L)), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(Long.MAX_VALUE);
      isRefused(harness, RejectionReason.ORDER_UNKNOWN);
      assertThat(harness.extractOutputValues()).hasSize(1);
      isEmpty(harness);
    }
  }

  @Test
  void a_return_of_what_was_not_bought_is_refused_at_once() throws Exception {
    try (var harness = harness(new CollectOrderFunction(LIVE), PricedOrder::orderId)) {
      harness.open();
      harness.processElement(placed("O", NOW, null, "c", line("S", 4, 100, 0, 40L)), 0);
      harness.processElement(returned("r", "O", NOW, back("T", 1)), 0);
      isRefused(harness, RejectionReason.INVALID_VALUE);
      assertThat(harness.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void an_order_that_turns_out_to_be_placed_earlier_makes_the_other_a_duplicate() throws Exception {
    try (var harness = harness(new CollectOrderFunction(LIVE), PricedOrder::orderId)) {
      harness.open();
      harness.processElement(placed("O", NOW, null, "c", line("S", 4, 100, 0, 40L)), 0);
      harness.processElement(placed("O", NOW - 1, null, "d", line("S", 1, 7, 0, 4L)), 0);
      assertThat(harness.extractOutputValues())
          .extracting(PersonEvent::person, PersonEvent::change)
          .containsExactly(
              tuple("c:c", Change.GAINED), tuple("c:c", Change.LOST), tuple("c:d", Change.GAINED));
      assertThat(side(harness, AttributionTags.LEDGER))
          .containsExactly(
              new LedgerChange(Topic.ORDERS, Outcome.COUNTED, -1),
              new LedgerChange(Topic.ORDERS, Outcome.DUPLICATE, 1));
    }
  }

  @Test
  void an_order_too_large_to_count_is_refused_and_stops_nothing() throws Exception {
    try (var harness = harness(new CollectOrderFunction(LIVE), PricedOrder::orderId)) {
      harness.open();
      PricedLine huge = new PricedLine("S", Long.MAX_VALUE / 10, 1, 0, null, null);
      harness.processElement(placed("O", NOW, null, "c", huge), 0);
      isRefused(harness, RejectionReason.INVALID_VALUE);
      assertThat(harness.extractOutputValues()).isEmpty();
      isEmpty(harness);
    }
  }

  private static void isRefused(
      KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness, RejectionReason reason) {
    assertThat(side(harness, AttributionTags.REJECTED))
        .extracting(Rejection::topic, Rejection::position, Rejection::reason)
        .containsExactly(tuple(Topic.ORDERS, 1L, reason));
    assertThat(side(harness, AttributionTags.REJECTED))
        .extracting(r -> new String(Objects.requireNonNull(r.payload()), StandardCharsets.UTF_8))
        .allSatisfy(payload -> assertThat(payload).contains("\"orderId\":\"O\""));
    assertThat(side(harness, AttributionTags.LEDGER))
        .containsExactly(
            new LedgerChange(Topic.ORDERS, Outcome.COUNTED, -1),
            new LedgerChange(Topic.ORDERS, Outcome.REJECTED, 1));
  }

  @Test
  void leads_move_to_the_person_of_an_earlier_event_and_are_cleared() throws Exception {
    try (var harness = harness(new CollectLeadFunction(LIVE), LeadEvent::leadId)) {
      harness.open();
      harness.processElement(
          lead("2", NOW + 1, "L", LeadStage.CREATED, null, "c", null, null, 1L), 0);
      harness.processElement(lead("1", NOW, "L", LeadStage.CREATED, "v", null, null, null, 1L), 0);
      assertThat(harness.extractOutputValues())
          .extracting(PersonEvent::person, PersonEvent::change)
          .containsExactly(tuple("c:c", Change.GAINED), tuple("c:c", Change.LOST));
      assertThat(side(harness, AttributionTags.VISITOR_EVENTS))
          .extracting(VisitorEvent::visitorId, VisitorEvent::change)
          .containsExactly(tuple("v", Change.GAINED));
      harness.processWatermark(NOW + LIVE.leadsRetention() + 2 * DAY);
      isEmpty(harness);
    }
  }

  @Test
  void live_the_ledger_is_told_when_a_counted_stage_turns_out_to_be_a_repetition()
      throws Exception {
    try (var harness = harness(new CollectLeadFunction(LIVE), LeadEvent::leadId)) {
      harness.open();
      harness.processElement(stage(LeadStage.QUALIFIED, NOW + 20, "c1"), 0);
      assertThat(side(harness, AttributionTags.LEDGER)).isEmpty();
      harness.processElement(stage(LeadStage.CREATED, NOW + 10, "c1"), 0);
      assertThat(side(harness, AttributionTags.LEDGER)).as("late, not repeated").isEmpty();
      harness.processElement(stage(LeadStage.CREATED, NOW, "c2"), 0);
      harness.processElement(stage(LeadStage.QUALIFIED, NOW + 40, "c3"), 0);
      harness.processElement(stage(LeadStage.DISQUALIFIED, NOW + 30, "c1"), 0);
      assertThat(side(harness, AttributionTags.LEDGER))
          .containsExactly(
              new LedgerChange(Topic.LEADS, Outcome.COUNTED, -1),
              new LedgerChange(Topic.LEADS, Outcome.DUPLICATE, 1),
              new LedgerChange(Topic.LEADS, Outcome.COUNTED, -1),
              new LedgerChange(Topic.LEADS, Outcome.DUPLICATE, 1),
              new LedgerChange(Topic.LEADS, Outcome.COUNTED, 1),
              new LedgerChange(Topic.LEADS, Outcome.DUPLICATE, -1));
      assertThat(side(harness, AttributionTags.VISITOR_EVENTS))
          .as("what a repetition taught is taken back, until it counts after all")
          .filteredOn(event -> event.link() != null)
          .extracting(
              VisitorEvent::change, event -> Objects.requireNonNull(event.link()).time() - NOW)
          .containsExactly(
              tuple(Change.GAINED, 20L),
              tuple(Change.GAINED, 10L),
              tuple(Change.LOST, 10L),
              tuple(Change.GAINED, 0L),
              tuple(Change.GAINED, 30L),
              tuple(Change.GAINED, 40L));
    }
  }

  @Test
  void at_the_end_only_what_counts_of_a_lead_teaches_links() throws Exception {
    try (var harness = harness(new CollectLeadFunction(REPLAY), LeadEvent::leadId)) {
      harness.open();
      harness.processElement(stage(LeadStage.CREATED, NOW + 10, "c1"), 0);
      harness.processElement(stage(LeadStage.CREATED, NOW, "c2"), 0);
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(side(harness, AttributionTags.LEDGER))
          .containsExactly(
              new LedgerChange(Topic.LEADS, Outcome.COUNTED, -1),
              new LedgerChange(Topic.LEADS, Outcome.DUPLICATE, 1));
      assertThat(side(harness, AttributionTags.VISITOR_EVENTS))
          .containsExactly(VisitorEvent.link("v", Change.GAINED, "c2", NOW, "e" + NOW));
      isEmpty(harness);
    }
  }

  private static LeadEvent stage(LeadStage stage, long time, String customer) {
    return lead("e" + time, time, "L", stage, "v", customer, null, null, null);
  }

  @Test
  void a_visitor_is_restored_with_what_a_later_link_moves() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness(new AssignPersonFunction(LIVE), VisitorEvent::visitorId)) {
      harness.open();
      harness.processElement(VisitorEvent.of("v", PackedTouch.of(touch("k", NOW))), 0);
      harness.processElement(VisitorEvent.of("v", Change.GAINED, order("O", NOW)), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(side(harness, AttributionTags.CREDIT_CASES))
          .extracting(CreditCase::person, CreditCase::touches, CreditCase::owned)
          .containsExactly(tuple("v:v", log(touch("k", NOW)), true));
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(new AssignPersonFunction(LIVE), VisitorEvent::visitorId)) {
      harness.initializeState(snapshot);
      harness.open();
      harness.processElement(VisitorEvent.link("v", "c", NOW + 5, true), 0);
      assertThat(harness.extractOutputValues())
          .extracting(PersonEvent::person, PersonEvent::change, PersonEvent::touch)
          .containsExactly(
              tuple("c:c", Change.GAINED, PackedTouch.of(touch("k", NOW))),
              tuple("c:c", Change.GAINED, null));
      assertThat(side(harness, AttributionTags.CREDIT_CASES))
          .extracting(CreditCase::person, CreditCase::owned)
          .containsExactly(tuple("v:v", false));
      harness.processWatermark(NOW + LIVE.touchRetention() + 2 * DAY);
      // The link stays: it is one of the few things that never expire.
      assertThat(harness.numKeyedStateEntries()).isOne();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void a_visitor_without_links_and_orders_is_forgotten() throws Exception {
    try (var harness = harness(new AssignPersonFunction(LIVE), VisitorEvent::visitorId)) {
      harness.open();
      harness.processElement(VisitorEvent.of("v", PackedTouch.of(touch("k", NOW))), 0);
      harness.processElement(VisitorEvent.of("v", PackedTouch.of(touch("l", NOW + 5))), 0);
      assertThat(harness.numEventTimeTimers()).isOne();
      harness.processWatermark(NOW + LIVE.touchRetention());
      assertThat(harness.numKeyedStateEntries()).isOne();
      harness.processWatermark(NOW + LIVE.touchRetention() + DAY);
      isEmpty(harness);
    }
  }

  @Test
  void at_the_end_all_links_are_known_before_anything_is_given() throws Exception {
    try (var harness = harness(new AssignPersonFunction(REPLAY), VisitorEvent::visitorId)) {
      harness.open();
      harness.processElement(VisitorEvent.of("v", PackedTouch.of(touch("k", NOW))), 0);
      harness.processElement(VisitorEvent.link("v", "c", NOW + 5, true), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.extractOutputValues()).containsExactly(gained(touch("k", NOW)));
      isEmpty(harness);
    }
  }

  @Test
  void a_person_is_restored_re_decides_late_touches_and_keeps_only_its_first_order()
      throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness(new MatchTouchFunction(LIVE), PersonEvent::person)) {
      harness.open();
      harness.processElement(gained(order("O", NOW)), 0);
      assertThat(harness.extractOutputValues())
          .containsExactly(creditCase(order(harness, 0), TouchLog.EMPTY, true, false));
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(new MatchTouchFunction(LIVE), PersonEvent::person)) {
      harness.initializeState(snapshot);
      harness.open();
      harness.processElement(gained(touch("late", NOW - DAY)), 0);
      assertThat(harness.extractOutputValues())
          .extracting(CreditCase::touches, CreditCase::newCustomer)
          .containsExactly(tuple(log(touch("late", NOW - DAY)), true));
      harness.processWatermark(NOW + LIVE.touchRetention() + 2 * DAY);
      assertThat(harness.numKeyedStateEntries()).isOne();
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.processElement(gained(order("P", NOW + 200 * DAY)), 0);
      assertThat(harness.extractOutputValues().get(1).newCustomer()).isFalse();
    }
  }

  private static Conversion order(
      KeyedOneInputStreamOperatorTestHarness<String, PersonEvent, CreditCase> harness, int i) {
    return harness.extractOutputValues().get(i).conversion();
  }

  @Test
  void a_person_without_orders_is_forgotten() throws Exception {
    try (var harness = harness(new MatchTouchFunction(LIVE), PersonEvent::person)) {
      harness.open();
      harness.processElement(gained(touch("k", NOW)), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(NOW + LIVE.touchRetention() + DAY);
      isEmpty(harness);
    }
  }

  @Test
  void of_very_many_touches_the_oldest_go() throws Exception {
    MatchTouchFunction function = new MatchTouchFunction(LIVE);
    try (var harness = harness(function, PersonEvent::person)) {
      harness.open();
      for (int i = 0; i < LIVE.maxTouches() + 5; i++) {
        harness.processElement(gained(touch("k" + i, NOW + i)), 0);
      }
      harness.processElement(gained(touch("k9", NOW + 9)), 0);
      assertThat(function.forgottenTouches()).isEqualTo(5);
      harness.processElement(gained(order("O", NOW + DAY)), 0);
      List<Touch> touches = harness.extractOutputValues().get(0).touches().toList();
      assertThat(touches).hasSize(LIVE.maxTouches());
      assertThat(touches.get(0).eventId()).isEqualTo("k5");
    }
  }

  @Test
  void of_a_visitor_with_very_many_touches_a_link_moves_the_latest() throws Exception {
    try (var harness = harness(new AssignPersonFunction(LIVE), VisitorEvent::visitorId)) {
      harness.open();
      for (int i = 0; i < LIVE.maxTouches() + 5; i++) {
        harness.processElement(VisitorEvent.of("v", PackedTouch.of(touch("k" + i, NOW + i))), 0);
      }
      harness.processElement(VisitorEvent.link("v", "c", NOW, true), 0);
      assertThat(harness.extractOutputValues())
          .filteredOn(e -> e.person().equals("c:c"))
          .hasSize(LIVE.maxTouches())
          .first()
          .isEqualTo(
              new PersonEvent(
                  "c:c", Change.GAINED, true, PackedTouch.of(touch("k5", NOW + 5)), null));
    }
  }

  @Test
  void a_return_after_the_horizon_takes_credit_back_from_the_touches_of_its_order()
      throws Exception {
    try (var persons = harness(new MatchTouchFunction(LIVE), PersonEvent::person);
        var credits =
            harness(
                new PublishCreditFunction(LIVE), (CreditCase c) -> c.conversion().creditGroup())) {
      persons.open();
      credits.open();
      persons.processElement(gained(touch("k", NOW - DAY)), 0);
      persons.processElement(gained(order("O", NOW)), 0);
      persons.processWatermark(NOW + 200 * DAY);
      PricedOrder back = returned("r", "O", NOW + 200 * DAY, back("S", 1));
      persons.processElement(gained(order("O", NOW, back)), 0);
      for (CreditCase creditCase : persons.extractOutputValues()) {
        credits.processElement(creditCase, 0);
      }
      assertThat(credits.extractOutputValues())
          .filteredOn(c -> c.model() == AttributionModel.LAST_TOUCH)
          .extracting(Credit::touchEventId, Credit::valueMicros, Credit::newCustomer)
          .containsExactly(tuple("k", 100_000_000L, true), tuple("k", 75_000_000L, true));
    }
  }

  @Test
  void a_lead_stage_after_the_horizon_has_the_touches_of_its_lead() throws Exception {
    LeadBook book =
        LeadBook.empty()
            .with(lead("1", NOW, "L", LeadStage.CREATED, null, "c", "declared", null, 1L));
    LeadBook later =
        book.with(lead("2", NOW + 200 * DAY, "L", LeadStage.QUALIFIED, null, "c", null, null, 1L));
    try (var persons = harness(new MatchTouchFunction(LIVE), PersonEvent::person);
        var credits = harness(new PublishCreditFunction(LIVE), PublishingKey::of)) {
      persons.open();
      credits.open();
      persons.processElement(gained(touch("k", NOW - DAY)), 0);
      persons.processElement(gained(book.conversions().get(0)), 0);
      persons.processWatermark(NOW + 200 * DAY);
      persons.processElement(gained(later.conversions().get(1)), 0);
      for (CreditCase creditCase : persons.extractOutputValues()) {
        credits.processElement(creditCase, 0);
      }
      assertThat(credits.extractOutputValues())
          .filteredOn(c -> c.model() == AttributionModel.LAST_TOUCH)
          .extracting(Credit::conversionId, Credit::touchEventId)
          .containsExactly(tuple("L:CREATED", "k"), tuple("L:QUALIFIED", "k"));
    }
  }

  @Test
  void a_lead_older_than_the_retention_that_still_moves_is_not_counted_again() throws Exception {
    AttributionOptions lastTouch = only(AttributionModel.LAST_TOUCH, LIVE.ordersRetention());
    try (var leads = harness(new CollectLeadFunction(lastTouch), LeadEvent::leadId);
        var credits = harness(new PublishCreditFunction(lastTouch), PublishingKey::of)) {
      leads.open();
      credits.open();
      long[] days = {0, 300, 500, 550};
      LeadStage[] stages = {
        LeadStage.CREATED, LeadStage.QUALIFIED, LeadStage.DISQUALIFIED, LeadStage.QUALIFIED
      };
      for (int i = 0; i < days.length; i++) {
        long time = NOW + days[i] * DAY;
        leads.processWatermark(time);
        credits.processWatermark(time);
        int told = leads.extractOutputValues().size();
        leads.processElement(lead("e" + i, time, "L", stages[i], null, "c", null, null, 1L), 0);
        for (PersonEvent event :
            leads.extractOutputValues().subList(told, leads.extractOutputValues().size())) {
          Conversion stage = Objects.requireNonNull(event.conversion());
          credits.processElement(creditCase(stage, TouchLog.EMPTY, false, i > 0), time);
        }
      }
      assertThat(booked(credits, AttributedMeasure.LEADS)).isEqualTo(NANOS);
      assertThat(booked(credits, AttributedMeasure.QUALIFIED_LEADS)).isEqualTo(NANOS);
      credits.processWatermark(NOW + 552 * DAY + LIVE.leadsRetention());
      leads.processWatermark(NOW + 552 * DAY + LIVE.leadsRetention());
      isEmpty(credits);
      isEmpty(leads);
    }
  }

  @Test
  void credit_that_may_be_re_decided_outlives_a_shorter_retention_of_orders() throws Exception {
    AttributionOptions shortLived = only(AttributionModel.LAST_TOUCH, 10 * DAY);
    CreditCase bare = creditCase(order("O", NOW), TouchLog.EMPTY, true, false);
    CreditCase touched = creditCase(order("O", NOW), log(touch("k", NOW)), true, false);
    try (var harness = harness(new PublishCreditFunction(shortLived), PublishingKey::of)) {
      harness.open();
      harness.processElement(bare, 0);
      harness.processWatermark(NOW + 50 * DAY);
      harness.processElement(touched, 0);
      assertThat(booked(harness, AttributedMeasure.ORDERS)).isEqualTo(NANOS);
    }
  }

  private static AttributionOptions only(AttributionModel model, long ordersRetention) {
    return new AttributionOptions(
        LIVE.emission(),
        List.of(model),
        LIVE.clickLookBack(),
        LIVE.impressionLookBack(),
        LIVE.visitLookBack(),
        LIVE.touchTypes(),
        LIVE.collapse(),
        LIVE.halfLife(),
        LIVE.redecisionHorizon(),
        ordersRetention,
        LIVE.leadsRetention(),
        LIVE.maxTouches());
  }

  private static long booked(
      KeyedOneInputStreamOperatorTestHarness<String, CreditCase, Credit> harness,
      AttributedMeasure measure) {
    return harness.extractOutputValues().stream()
        .flatMap(credit -> credit.bookings().stream())
        .mapToLong(booking -> booking.amounts()[measure.ordinal()])
        .sum();
  }

  @Test
  void of_two_orders_that_come_after_the_horizon_one_is_the_first() throws Exception {
    try (var harness = harness(new MatchTouchFunction(LIVE), PersonEvent::person)) {
      harness.open();
      harness.processWatermark(NOW + 200 * DAY);
      harness.processElement(gained(order("O", NOW)), 0);
      harness.processWatermark(NOW + 201 * DAY);
      harness.processElement(gained(order("P", NOW + DAY)), 0);
      assertThat(harness.extractOutputValues())
          .extracting(CreditCase::newCustomer, CreditCase::settled)
          .containsExactly(tuple(true, true), tuple(false, true));
    }
  }

  @Test
  void published_credits_go_on_with_higher_revisions_after_a_restore_and_are_cleared()
      throws Exception {
    CreditCase bare = creditCase(order("O", NOW), TouchLog.EMPTY, true, false);
    CreditCase touched = creditCase(order("O", NOW), log(touch("k", NOW)), true, false);
    OperatorSubtaskState snapshot;
    try (var harness = harness(new PublishCreditFunction(LIVE), PublishingKey::of)) {
      harness.setProcessingTime(1000);
      harness.open();
      harness.processElement(bare, 0);
      harness.processElement(bare, 0);
      assertThat(harness.extractOutputValues())
          .hasSize(6)
          .allMatch(c -> c.revision() >= 1000 && c.weightNanos() == NANOS);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(new PublishCreditFunction(LIVE), PublishingKey::of)) {
      harness.setProcessingTime(10);
      harness.initializeState(snapshot);
      harness.open();
      harness.processElement(touched, 0);
      assertThat(harness.extractOutputValues()).hasSize(12).allMatch(c -> c.revision() > 1000);
      harness.processWatermark(NOW + LIVE.ordersRetention() + 2 * DAY);
      isEmpty(harness);
    }
  }

  @Test
  void at_the_end_each_credit_is_published_once_with_revision_one() throws Exception {
    CreditCase touched = creditCase(order("O", NOW), log(touch("k", NOW)), true, false);
    try (var harness = harness(new PublishCreditFunction(REPLAY), PublishingKey::of)) {
      harness.open();
      harness.processElement(touched, 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.extractOutputValues())
          .hasSize(6)
          .allMatch(c -> c.revision() == 1 && c.previousWeightNanos() == null);
      isEmpty(harness);
    }
  }

  /** How the pipeline keys cases. */
  private interface PublishingKey {
    static String of(CreditCase creditCase) {
      return creditCase.conversion().creditGroup();
    }
  }
}
