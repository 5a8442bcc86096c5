package io.campaignpulse.ingest.operator;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.click;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeduplicateInteractionsOperatorTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int MAX_PARALLELISM = 8;

  private final List<OneInputStreamOperatorTestHarness<Interaction, Interaction>> open =
      new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var harness : open) {
      harness.close();
    }
  }

  private OneInputStreamOperatorTestHarness<Interaction, Interaction> harness(
      int parallelism, int subtask) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new DeduplicateInteractionsOperator(Duration.ofDays(1)),
            MAX_PARALLELISM,
            parallelism,
            subtask);
    open.add(harness);
    return harness;
  }

  private OneInputStreamOperatorTestHarness<Interaction, Interaction> restored(
      OperatorSubtaskState state, int oldParallelism, int parallelism, int subtask)
      throws Exception {
    var harness = harness(parallelism, subtask);
    harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, oldParallelism, parallelism, subtask));
    harness.open();
    return harness;
  }

  private static List<String> idsOf(
      OneInputStreamOperatorTestHarness<Interaction, Interaction> harness) {
    return harness.extractOutputValues().stream().map(Interaction::eventId).toList();
  }

  private static void send(
      OneInputStreamOperatorTestHarness<Interaction, Interaction> harness,
      Interaction... interactions)
      throws Exception {
    for (Interaction interaction : interactions) {
      harness.processElement(new StreamRecord<>(interaction, interaction.eventTime()));
    }
  }

  @Test
  void passesTheFirstOfEachIdInAPartition() throws Exception {
    var operator = harness(1, 0);
    operator.open();
    send(
        operator,
        click("a", START, 0),
        click("b", START, 0),
        click("a", START, 0),
        click("a", START, 1));
    assertThat(idsOf(operator)).containsExactly("a", "b", "a");
  }

  @Test
  void tellsTheLedgerBeforeTheBarrierAndEachSecond() throws Exception {
    var operator = harness(1, 0);
    operator.open();
    send(operator, click("a", START, 0), click("a", START, 0), click("a", START, 0));
    assertThat(operator.getSideOutput(SideOutputs.LEDGER)).isNull();

    operator.prepareSnapshotPreBarrier(1);
    send(operator, click("a", START, 0));
    operator.setProcessingTime(1000);
    operator.setProcessingTime(2000);
    assertThat(operator.getSideOutput(SideOutputs.LEDGER))
        .extracting(StreamRecord::getValue)
        .containsExactly(
            new LedgerChange(Topic.INTERACTIONS, Outcome.DUPLICATE, 2),
            new LedgerChange(Topic.INTERACTIONS, Outcome.DUPLICATE, 1));
  }

  @Test
  void tellsTheLedgerTheRestAtTheEnd() throws Exception {
    var operator = harness(1, 0);
    operator.open();
    send(operator, click("a", START, 0), click("a", START, 0));
    operator.getOperator().finish();
    assertThat(operator.getSideOutput(SideOutputs.LEDGER)).hasSize(1);
  }

  @Test
  void remembersOverARestore() throws Exception {
    var before = harness(1, 0);
    before.open();
    send(before, click("a", START, 0), click("b", START - DAY, 0));
    OperatorSubtaskState state = before.snapshot(1, 1);
    send(before, click("c", START, 0));

    var after = restored(state, 1, 1, 0);
    send(
        after,
        click("a", START, 0),
        click("b", START - DAY, 0),
        click("c", START, 0),
        click("c", START, 0));
    assertThat(idsOf(after)).containsExactly("c");
  }

  @Test
  void remembersOverRescaling() throws Exception {
    var before = harness(1, 0);
    before.open();
    send(before, click("a", START, 0), click("b", START, 1), click("c", START, 2));
    OperatorSubtaskState one = before.snapshot(1, 1);

    // Partition 2 has no record yet when the next checkpoint is taken.
    var first = restored(one, 1, 2, 0);
    var second = restored(one, 1, 2, 1);
    send(first, click("a", START, 0));
    send(second, click("b", START, 1), click("d", START, 1));
    assertThat(idsOf(first)).isEmpty();
    assertThat(idsOf(second)).containsExactly("d");
    OperatorSubtaskState two =
        AbstractStreamOperatorTestHarness.repackageState(
            first.snapshot(2, 2), second.snapshot(2, 2));

    // Now it turns up at the subtask that didn't write it.
    var last = restored(two, 2, 2, 1);
    send(last, click("c", START, 2), click("d", START, 1), click("e", START, 1));
    assertThat(idsOf(last)).containsExactly("e");
    var joined = restored(two, 2, 1, 0);
    send(joined, click("a", START, 0), click("c", START, 2), click("d", START, 1));
    assertThat(idsOf(joined)).isEmpty();
  }

  @Test
  void whatWaitsForALostPartitionExpires() throws Exception {
    var before = harness(1, 0);
    before.open();
    send(before, click("a", START, 0), click("b", START, 1));
    OperatorSubtaskState one = before.snapshot(1, 1);

    var first = restored(one, 1, 2, 0);
    send(first, click("later", START + 2 * DAY, 1));
    OperatorSubtaskState two = first.snapshot(2, 2);
    assertThat(bucketsIn(two)).isEqualTo(1);
  }

  @Test
  void stateDoesNotMultiplyOverRestores() throws Exception {
    var before = harness(1, 0);
    before.open();
    send(before, click("a", START, 0), click("b", START, 1));
    OperatorSubtaskState state = before.snapshot(1, 1);
    int parallelism = 1;
    for (int round = 0; round < 4; round++) {
      var first = restored(state, parallelism, 2, 0);
      var second = restored(state, parallelism, 2, 1);
      send(first, click("b", START, 1));
      send(second, click("a", START, 0));
      assertThat(idsOf(first)).isEmpty();
      assertThat(idsOf(second)).isEmpty();
      state =
          AbstractStreamOperatorTestHarness.repackageState(
              first.snapshot(2, 2), second.snapshot(2, 2));
      parallelism = 2;
    }
    assertThat(bucketsIn(state)).isEqualTo(2);
  }

  private static long bucketsIn(OperatorSubtaskState state) {
    return state.getManagedOperatorState().stream()
        .flatMap(handle -> handle.getStateNameToPartitionOffsets().values().stream())
        .mapToLong(partitions -> partitions.getOffsets().length)
        .sum();
  }
}
