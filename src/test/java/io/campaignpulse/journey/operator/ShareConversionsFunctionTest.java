package io.campaignpulse.journey.operator;

import static io.campaignpulse.testing.TestingPaths.nothing;
import static io.campaignpulse.testing.TestingPaths.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.ShareMethod;
import io.campaignpulse.journey.JourneyOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a harness may be interrupted while it closes; so may any test
class ShareConversionsFunctionTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  @Test
  void live_shares_follow_once_an_hour_while_paths_change() throws Exception {
    try (var harness = harness(new JourneyOptions(Emission.ON_CHANGE, null, 100))) {
      harness.setProcessingTime(7_000);
      harness.processWatermark(5 * HOUR + 1);
      send(harness, orders(1, "a"), orders(1, "b"));
      harness.processWatermark(6 * HOUR - 1);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.processWatermark(6 * HOUR);
      assertThat(texts(harness))
          .containsExactly("MARKOV a 0.5", "MARKOV b 0.5", "SHAPLEY a 0.5", "SHAPLEY b 0.5");
      assertThat(harness.extractOutputValues())
          .allMatch(s -> s.asOf() == 6 * HOUR && s.revision() == 7_000 && s.updatedAt() == 7_000);
      harness.processWatermark(30 * HOUR);
      assertThat(harness.extractOutputValues()).as("nothing changed").hasSize(4);
    }
  }

  @Test
  void what_is_taken_back_is_told_as_zero_and_forgotten() throws Exception {
    try (var harness = harness(new JourneyOptions(Emission.ON_CHANGE, null, 100))) {
      harness.processWatermark(0);
      send(harness, orders(1, "a"), orders(1, "b"));
      harness.processWatermark(HOUR);
      send(harness, orders(-1, "b"));
      harness.setProcessingTime(HOUR);
      harness.processWatermark(2 * HOUR);
      assertThat(texts(harness).subList(4, 8))
          .containsExactly("MARKOV a 1.0", "MARKOV b 0.0", "SHAPLEY a 1.0", "SHAPLEY b 0.0");
      send(harness, orders(-1, "a"));
      harness.setProcessingTime(2 * HOUR);
      harness.processWatermark(3 * HOUR);
      assertThat(texts(harness).subList(8, 10)).containsExactly("MARKOV a 0.0", "SHAPLEY a 0.0");
      assertThat(harness.numKeyedStateEntries()).as("only the last revision").isEqualTo(1);
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void while_event_time_runs_fast_shares_are_published_once_a_minute() throws Exception {
    try (var harness = harness(new JourneyOptions(Emission.ON_CHANGE, null, 100))) {
      harness.setProcessingTime(7_000);
      runFast(harness, 1, 720);
      assertThat(asOfs(harness)).as("the first at once").containsExactly(HOUR);
      harness.setProcessingTime(7_000 + MINUTE - 1);
      assertThat(asOfs(harness)).hasSize(1);
      harness.setProcessingTime(7_000 + MINUTE);
      assertThat(asOfs(harness)).as("the last is not lost").containsExactly(HOUR, 720 * HOUR);
      assertThat(texts(harness)).last().isEqualTo("SHAPLEY a 1.0");
      assertThat(harness.getOutput()).hasSize(2 * 2 + 720);

      harness.setProcessingTime(7_000 + 5 * MINUTE);
      assertThat(asOfs(harness)).as("nothing is due").hasSize(2);
      assertThat(harness.numEventTimeTimers()).isZero();
      assertThat(harness.numProcessingTimeTimers()).isZero();
      runFast(harness, 721, 721);
      assertThat(asOfs(harness)).as("at once after a pause").hasSize(3).endsWith(721 * HOUR);
    }
  }

  @Test
  void what_is_due_is_published_at_the_end_of_input() throws Exception {
    try (var harness = harness(new JourneyOptions(Emission.ON_CHANGE, null, 100))) {
      runFast(harness, 1, 10);
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(asOfs(harness)).containsExactly(HOUR, 10 * HOUR);
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.setProcessingTime(HOUR);
      assertThat(asOfs(harness)).hasSize(2);
    }
  }

  @Test
  void what_is_due_survives_a_restart() throws Exception {
    JourneyOptions options = new JourneyOptions(Emission.ON_CHANGE, null, 100);
    try (var harness = harness(options)) {
      runFast(harness, 1, 10);
      var snapshot = harness.snapshot(1, 1);
      try (var restored = unopened(options)) {
        restored.initializeState(snapshot);
        restored.open();
        restored.setProcessingTime(MINUTE);
        assertThat(asOfs(restored)).containsExactly(10 * HOUR);
        assertThat(restored.numEventTimeTimers()).isZero();
      }
    }
  }

  @Test
  void counts_and_the_last_revision_survive_a_restart() throws Exception {
    JourneyOptions options = new JourneyOptions(Emission.ON_CHANGE, null, 100);
    try (var harness = harness(options)) {
      harness.setProcessingTime(9_000);
      send(harness, orders(3, "a"), nothing(2, "c"));
      harness.processWatermark(HOUR);
      var snapshot = harness.snapshot(1, 1);
      try (var restored = unopened(options)) {
        restored.initializeState(snapshot);
        restored.open();
        restored.setProcessingTime(1_000);
        send(restored, orders(1, "b"));
        restored.processWatermark(2 * HOUR);
        assertThat(texts(restored)).contains("SHAPLEY a 0.75", "SHAPLEY b 0.25", "SHAPLEY c 0.0");
        assertThat(restored.extractOutputValues()).allMatch(s -> s.revision() == 9_001);
      }
    }
  }

  @Test
  void a_replay_leaves_out_null_paths_still_open_at_its_as_of() throws Exception {
    try (var harness = harness(new JourneyOptions(Emission.AT_END, 50L, 100))) {
      JourneyChange ended = nothing(1, "a");
      send(
          harness,
          orders(1, "a b"),
          ended,
          new JourneyChange(null, ended.nodes(), false, 50, 1),
          orders(1, "a"));
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(Long.MAX_VALUE);
      // Of three ways on from a one leads to b, one to an order and one to nothing.
      assertThat(texts(harness).get(0)).isEqualTo("MARKOV a " + 1 / 1.5);
      assertThat(harness.extractOutputValues()).allMatch(s -> s.asOf() == 50 && s.revision() == 1);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void too_many_nodes_for_markov_are_told_as_a_metric() throws Exception {
    ShareConversionsFunction function =
        new ShareConversionsFunction(new JourneyOptions(Emission.AT_END, 50L, 1));
    try (var harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            function, change -> true, Types.BOOLEAN)) {
      send(harness, orders(1, "a b"));
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.extractOutputValues())
          .hasSize(2)
          .allMatch(s -> s.method() == ShareMethod.SHAPLEY);
      assertThat(function.typesTooLargeForMarkov()).isEqualTo(1);
    }
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<Boolean, JourneyChange, ModelShare> harness,
      JourneyChange... changes)
      throws Exception {
    for (JourneyChange change : changes) {
      harness.processElement(change, 0);
    }
  }

  /** In each hour one more order. */
  private static void runFast(
      KeyedOneInputStreamOperatorTestHarness<Boolean, JourneyChange, ModelShare> harness,
      int firstHour,
      int lastHour)
      throws Exception {
    for (long hour = firstHour; hour <= lastHour; hour++) {
      send(harness, orders(1, "a"));
      harness.processWatermark(hour * HOUR);
    }
  }

  private static List<Long> asOfs(
      KeyedOneInputStreamOperatorTestHarness<Boolean, JourneyChange, ModelShare> harness) {
    return harness.extractOutputValues().stream().map(ModelShare::asOf).distinct().toList();
  }

  private static List<String> texts(
      KeyedOneInputStreamOperatorTestHarness<Boolean, JourneyChange, ModelShare> harness) {
    return harness.extractOutputValues().stream()
        .map(share -> share.method() + " " + share.campaignId() + " " + share.share())
        .toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<Boolean, JourneyChange, ModelShare> harness(
      JourneyOptions options) throws Exception {
    var harness = unopened(options);
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<Boolean, JourneyChange, ModelShare>
      unopened(JourneyOptions options) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new ShareConversionsFunction(options)),
        change -> true,
        Types.BOOLEAN);
  }
}
