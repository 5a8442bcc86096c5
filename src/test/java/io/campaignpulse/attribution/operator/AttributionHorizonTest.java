package io.campaignpulse.attribution.operator;

import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.attribution.PackedTouch;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.attribution.Touch;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.InteractionType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a visitor is remembered, and what comes too late to change anything. */
// Closing a harness may be interrupted: javac warns of that at each try.
@SuppressWarnings("try")
class AttributionHorizonTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** A midnight. */
  private static final long NOW = 20_000 * DAY;

  private static final AttributionOptions LIVE = AttributionOptions.defaults(Emission.ON_CHANGE);

  private AssignPersonFunction function = new AssignPersonFunction(LIVE);

  @BeforeEach
  void makeFunction() {
    function = new AssignPersonFunction(LIVE);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, VisitorEvent, PersonEvent> visitors()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), VisitorEvent::visitorId, Types.STRING);
  }

  private static PackedTouch touch(String id, long time) {
    return PackedTouch.of(new Touch(id, time, InteractionType.CLICK, "camp", "EMAIL"));
  }

  private static VisitorEvent click(String id, long time) {
    return VisitorEvent.of("v", touch(id, time));
  }

  private static VisitorEvent order(String id, long time) {
    Conversion order =
        OrderBook.empty()
            .apply(placed(id, time, "v", null, line("S", 4, 100, 0, 40L)))
            .book()
            .conversion();
    return VisitorEvent.of("v", Change.GAINED, Objects.requireNonNull(order));
  }

  private static List<CreditCase> cases(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness) {
    return harness.getSideOutput(AttributionTags.CREDIT_CASES).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private static List<String> touches(CreditCase creditCase) {
    return creditCase.touches().toList().stream().map(Touch::eventId).toList();
  }

  @Test
  void a_visitor_decides_on_its_own_orders_and_again_when_a_touch_comes_late() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k", NOW), 0);
      harness.processElement(order("O", NOW + 1), 0);
      harness.processElement(click("after", NOW + 2), 0);
      harness.processElement(click("late", NOW - DAY), 0);
      harness.processElement(click("late", NOW - DAY), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(cases(harness))
          .extracting(CreditCase::person, AttributionHorizonTest::touches)
          .containsExactly(tuple("v:v", List.of("k")), tuple("v:v", List.of("late", "k")));
      assertThat(cases(harness)).allMatch(c -> c.newCustomer() && c.owned() && !c.settled());
    }
  }

  @Test
  void a_key_has_one_timer_however_many_touches_it_has() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      for (int day = 0; day < 20; day++) {
        harness.processElement(click("k" + day, NOW + day * DAY), 0);
      }
      assertThat(harness.numEventTimeTimers()).isOne();
      for (int day = 1; day < 20; day++) {
        harness.processWatermark(NOW + LIVE.touchRetention() + day * DAY);
        assertThat(harness.numEventTimeTimers()).isOne();
        assertThat(harness.numKeyedStateEntries()).isOne();
      }
      harness.processWatermark(NOW + LIVE.touchRetention() + 20 * DAY);
      assertThat(harness.numEventTimeTimers()).isZero();
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void an_earlier_touch_is_cleared_at_its_own_time() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k", NOW), 0);
      harness.processElement(click("earlier", NOW - 10 * DAY), 0);
      harness.processWatermark(NOW + LIVE.touchRetention() - 9 * DAY);
      harness.processElement(order("O", NOW), 0);
      assertThat(touches(cases(harness).get(0))).containsExactly("k");
      harness.processWatermark(NOW + LIVE.touchRetention() + DAY);
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void touches_and_links_beyond_the_horizon_are_counted_as_late() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processWatermark(NOW + LIVE.touchRetention());
      harness.processElement(click("just", NOW), 0);
      assertThat(function.lateTouches()).isZero();
      harness.processElement(click("late", NOW - 1), 0);
      assertThat(function.lateTouches()).isOne();
      harness.processElement(order("O", NOW + DAY), 0);
      assertThat(touches(cases(harness).get(0))).containsExactly("just");
      harness.processElement(VisitorEvent.link("v", "c", NOW + 30 * DAY, true), 0);
      assertThat(function.lateTouches()).isOne();
      harness.processElement(VisitorEvent.link("v", "c", NOW + 30 * DAY - 1, true), 0);
      harness.processElement(VisitorEvent.link("v", "c", NOW + 30 * DAY - 1, true), 0);
      assertThat(function.lateTouches()).isEqualTo(2);
    }
  }

  @Test
  void a_late_touch_of_a_customer_is_counted_and_leaves_nothing() throws Exception {
    MatchTouchFunction persons = new MatchTouchFunction(LIVE);
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(persons), PersonEvent::person, Types.STRING)) {
      harness.open();
      harness.processWatermark(NOW + LIVE.touchRetention());
      harness.processElement(PersonEvent.of("c:c", Change.GAINED, touch("late", NOW - 1)), 0);
      assertThat(persons.lateTouches()).isOne();
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void what_a_link_gave_away_is_restored_moves_on_and_is_forgotten() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k", NOW), 0);
      harness.processElement(order("O", NOW + 1), 0);
      harness.processElement(VisitorEvent.link("v", "c1", NOW + 5, true), 0);
      snapshot = harness.snapshot(1, 1);
    }
    makeFunction();
    try (var harness = visitors()) {
      harness.initializeState(snapshot);
      harness.open();
      harness.processElement(VisitorEvent.link("v", "c0", NOW - 5, true), 0);
      assertThat(harness.extractOutputValues())
          .extracting(PersonEvent::person, PersonEvent::change, e -> e.touch() != null)
          .containsExactly(
              tuple("c:c1", Change.LOST, false),
              tuple("c:c1", Change.LOST, true),
              tuple("c:c0", Change.GAINED, true),
              tuple("c:c0", Change.GAINED, false));
      harness.processElement(VisitorEvent.link("v", "c0", NOW - 2, false), 0);
      assertThat(cases(harness))
          .extracting(CreditCase::person, CreditCase::owned, AttributionHorizonTest::touches)
          .containsExactly(tuple("v:v", true, List.of("k")));
      harness.processWatermark(NOW + LIVE.touchRetention() + DAY);
      assertThat(harness.numEventTimeTimers()).isZero();
      // The links stay, and that the visitor has bought.
      assertThat(harness.numKeyedStateEntries()).isOne();
    }
  }

  @Test
  void links_that_say_nothing_new_go_after_the_horizon() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(VisitorEvent.link("v", "c", NOW, true), 0);
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.processElement(VisitorEvent.link("v", "c", NOW + 2, true), 0);
      harness.processElement(VisitorEvent.link("v", "c", NOW + 3 * DAY, true), 0);
      assertThat(harness.numEventTimeTimers()).isOne();
      harness.processWatermark(NOW + LIVE.redecisionHorizon() + DAY);
      assertThat(harness.numEventTimeTimers()).isOne();
      harness.processWatermark(NOW + LIVE.redecisionHorizon() + 4 * DAY);
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.processElement(click("k", NOW + 100 * DAY), 0);
      assertThat(harness.extractOutputValues())
          .extracting(PersonEvent::person)
          .containsExactly("c:c");
    }
  }

  @Test
  void of_a_link_and_an_unlink_at_one_instant_the_link_stands_in_either_order() throws Exception {
    VisitorEvent link = VisitorEvent.link("v", "c", NOW, true);
    VisitorEvent unlink = VisitorEvent.link("v", "c", NOW, false);
    for (List<VisitorEvent> order : List.of(List.of(link, unlink), List.of(unlink, link))) {
      makeFunction();
      try (var harness = visitors()) {
        harness.open();
        harness.processElement(order.get(0), 0);
        harness.processElement(click("k", NOW), 0);
        harness.processElement(order.get(1), 0);
        assertThat(harness.extractOutputValues())
            .extracting(PersonEvent::person, PersonEvent::change)
            .containsExactly(tuple("c:c", Change.GAINED));
      }
    }
  }
}
