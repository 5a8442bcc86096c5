package io.campaignpulse.attribution.operator;

import static io.campaignpulse.testing.TestingJourneys.cancelled;
import static io.campaignpulse.testing.TestingJourneys.line;
import static io.campaignpulse.testing.TestingJourneys.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.attribution.PackedTouch;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.attribution.Touch;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.JourneyChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** When paths are told, told once, and taken back. Look-back 30 days, horizon 90. */
@SuppressWarnings("try") // closing a harness may be interrupted
class JourneyHorizonTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** A midnight. */
  private static final long NOW = 20_000 * DAY;

  private static final AttributionOptions LIVE = AttributionOptions.defaults(Emission.ON_CHANGE);

  @Test
  void a_null_path_is_told_once_when_its_look_back_has_passed() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k1", NOW, "a"), 0);
      harness.processElement(click("k2", NOW + 20 * DAY, "b"), 0);
      harness.processWatermark(NOW + 50 * DAY);
      assertThat(paths(harness)).isEmpty();
      harness.processWatermark(NOW + 51 * DAY);
      assertThat(paths(harness)).containsExactly("+1 all a b.");
      harness.processWatermark(NOW + 400 * DAY);
      assertThat(paths(harness)).hasSize(1);
      assertThat(harness.numEventTimeTimers()).isZero();
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void a_leap_of_event_time_tells_and_clears_what_its_days_would_have() throws Exception {
    List<List<String>> told = new ArrayList<>();
    for (boolean leaps : List.of(false, true)) {
      try (var harness = visitors()) {
        harness.open();
        harness.processElement(click("k1", NOW, "a"), 0);
        harness.processElement(order(NOW + 5 * DAY, false), 0);
        harness.processElement(click("k2", NOW + 20 * DAY, "b"), 0);
        harness.processElement(click("k3", NOW + 60 * DAY, "c"), 0);
        for (int day = 1; day <= 400 && !leaps; day++) {
          harness.processWatermark(NOW + day * DAY);
        }
        harness.processWatermark(Long.MAX_VALUE);
        told.add(paths(harness));
        assertThat(harness.numEventTimeTimers()).isZero();
        // The first order, which makes the person a customer, is never forgotten.
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
      }
    }
    assertThat(told.get(1)).isNotEmpty().isEqualTo(told.get(0));
  }

  @Test
  void a_late_touch_joins_the_null_path_that_was_told() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k1", NOW, "a"), 0);
      harness.processWatermark(NOW + 40 * DAY);
      harness.processElement(click("k2", NOW + 5 * DAY, "b"), 0);
      harness.processWatermark(NOW + 40 * DAY + 1);
      assertThat(paths(harness)).containsExactly("+1 all a.", "-1 all a.", "+1 all a b.");
    }
  }

  @Test
  void a_touch_that_follows_a_told_path_while_that_was_open_reopens_it() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k1", NOW, "a"), 0);
      harness.processWatermark(NOW + 40 * DAY);
      harness.processElement(click("k2", NOW + 25 * DAY, "b"), 0);
      harness.processWatermark(NOW + 60 * DAY);
      assertThat(paths(harness)).containsExactly("+1 all a.", "-1 all a.", "+1 all a b.");
    }
  }

  @Test
  void an_order_takes_its_path_and_a_void_gives_it_back() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k1", NOW, "a"), 0);
      harness.processElement(order(NOW + DAY, false), 0);
      harness.processElement(click("k2", NOW + 2 * DAY, "b"), 0);
      harness.processElement(order(NOW + DAY, false), 0);
      assertThat(paths(harness)).containsExactly("+1 ORDER a!");
      harness.processElement(order(NOW + DAY, true), 0);
      assertThat(paths(harness)).containsExactly("+1 ORDER a!", "-1 ORDER a!");
    }
  }

  @Test
  void what_is_forgotten_is_not_told_again_when_it_comes_again() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k1", NOW, "a"), 0);
      harness.processElement(order(NOW + DAY, false), 0);
      harness.processElement(click("k2", NOW + 2 * DAY, "b"), 0);
      harness.processWatermark(NOW + 95 * DAY);
      List<String> told = paths(harness);
      assertThat(told)
          .containsExactlyInAnyOrder("+1 ORDER a!", "+1 all a b.", "-1 ORDER a b.", "+1 ORDER b.");

      harness.processElement(order(NOW + DAY, false), 0);
      harness.processElement(order(NOW + DAY, true), 0);
      harness.processWatermark(NOW + 300 * DAY);
      harness.processElement(order(NOW + DAY, false), 0);
      assertThat(paths(harness)).isEqualTo(told);
    }
  }

  @Test
  void a_forgotten_order_still_parts_the_touches_before_it_from_a_late_order() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k1", NOW, "a"), 0);
      harness.processElement(order(NOW + DAY, false), 0);
      harness.processElement(click("k2", NOW + 2 * DAY, "b"), 0);
      harness.processWatermark(NOW + 92 * DAY);
      int before = paths(harness).size();
      harness.processElement(orderOf("P", NOW + 10 * DAY), 0);
      assertThat(paths(harness).subList(before, before + 2))
          .containsExactlyInAnyOrder("-1 ORDER b.", "+1 ORDER b!");
    }
  }

  @Test
  void what_was_told_survives_a_restart_before_time_is_known_again() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k1", NOW, "a"), 0);
      harness.processWatermark(NOW + 40 * DAY);
      OperatorSubtaskState snapshot = harness.snapshot(1, 1);
      try (var restored = visitors()) {
        restored.initializeState(snapshot);
        restored.open();
        restored.processElement(click("k2", NOW + 5 * DAY, "b"), 0);
        restored.processWatermark(NOW + 41 * DAY);
        assertThat(paths(restored)).containsExactly("-1 all a.", "+1 all a b.");
      }
    }
  }

  @Test
  void a_link_takes_a_path_from_the_visitor_to_the_customer() throws Exception {
    try (var harness = visitors()) {
      harness.open();
      harness.processElement(click("k1", NOW, "a"), 0);
      harness.processElement(order(NOW + DAY, false), 0);
      harness.processElement(VisitorEvent.link("v", "c", NOW + 2 * DAY, true), 0);
      assertThat(paths(harness)).startsWith("+1 ORDER a!", "-1 ORDER a!").hasSize(2);
      assertThat(harness.extractOutputValues()).extracting(PersonEvent::person).containsOnly("c:c");
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, VisitorEvent, PersonEvent>
      visitors() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new AssignPersonFunction(LIVE)),
        VisitorEvent::visitorId,
        Types.STRING);
  }

  private static VisitorEvent click(String id, long time, String campaign) {
    Touch touch = new Touch(id, time, InteractionType.CLICK, campaign, "EMAIL");
    return VisitorEvent.of("v", PackedTouch.of(touch));
  }

  private static VisitorEvent order(long time, boolean voided) {
    OrderBook book =
        OrderBook.empty().apply(placed("O", time, "v", null, line("S", 4, 100, 0, 40L))).book();
    return gained(voided ? book.apply(cancelled("x", "O", time + 1)).book() : book);
  }

  private static VisitorEvent orderOf(String id, long time) {
    return gained(
        OrderBook.empty().apply(placed(id, time, "v", null, line("S", 4, 100, 0, 40L))).book());
  }

  private static VisitorEvent gained(OrderBook book) {
    Conversion conversion = Objects.requireNonNull(book.conversion());
    return VisitorEvent.of("v", Change.GAINED, conversion);
  }

  private static List<String> paths(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness) {
    var told = harness.getSideOutput(AttributionTags.JOURNEYS);
    return told == null
        ? List.of()
        : told.stream().map(StreamRecord::getValue).map(JourneyHorizonTest::text).toList();
  }

  private static String text(JourneyChange change) {
    String path = String.join(" ", change.nodes().stream().map(n -> n.campaignId()).toList());
    return (change.count() > 0 ? "+" : "")
        + change.count()
        + (change.conversionType() == null ? " all " : " " + change.conversionType() + " ")
        + path
        + (change.converted() ? "!" : ".");
  }
}
