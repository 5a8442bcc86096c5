package io.campaignpulse.budget.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.campaignpulse.budget.BudgetPolicy;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.local.TopicLayout;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.WholeTopic;
import io.campaignpulse.testing.TestingAlerts;
import io.campaignpulse.testing.TestingClock;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.CatalogueEncoders;
import io.campaignpulse.wire.Results;
import io.campaignpulse.wire.ValueEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference consumer on a real broker. */
class BudgetRunITCase {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final TestingClock clock = new TestingClock(Instant.parse("2026-03-02T10:00:00Z"));

  /** A process that is killed leaves its clients as they are. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aKillBetweenActionAndCommitLeavesEachActionOnce() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      KafkaConnection connection = KafkaConnection.to(kafka.bootstrapServers());
      Path file = folder.resolve("actions.jsonl");
      try (KafkaProducer<byte[], byte[]> out =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", kafka.bootstrapServers()),
                  new ByteArraySerializer(),
                  new ByteArraySerializer());
          ActionDelivery delivery =
              new ActionDelivery(connection, "file", false, new ActionFile(file), () -> null)) {
        delivery.start();
        write(out, CatalogueEncoders.CAMPAIGNS, TestingWireValues.campaign());
        beat(out);
        alert(out, AlertState.FIRING, 1);

        BudgetRun killed =
            run(
                connection,
                () -> {
                  throw new Killed();
                });
        assertThatThrownBy(() -> stepUntilActions(connection, killed, 1))
            .isInstanceOf(Killed.class);
        assertThat(actions(connection)).isEmpty();

        BudgetRun second = run(connection, () -> {});
        stepUntilActions(connection, second, 1);
        assertThat(actions(connection)).hasSize(1);

        try (BudgetRun third = run(connection, () -> {})) {
          clock.advance(Duration.ofMinutes(2));
          alert(out, AlertState.RETRACTED, 2);
          assertThatThrownBy(() -> stepUntilActions(connection, second, 2))
              .as("one that was taken for dead")
              .isInstanceOf(KafkaException.class);
          stepUntilActions(connection, third, 2);
          third.step();
        }
        second.close();
        killed.close();
        List<BudgetAction> actions = actions(connection);
        assertThat(actions)
            .extracting(BudgetAction::step)
            .containsExactly(BudgetStep.REDUCE, BudgetStep.UNDO);
        assertThat(actions.get(1).toMicros()).isEqualTo(actions.get(0).fromMicros());
        assertThat(actions.get(1).undoOf()).isEqualTo(actions.get(0).actionId());
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(Files.readAllLines(file)).hasSize(2));
      }
    }
  }

  @Test
  void theKillFileStopsActionsWithoutARestart() throws Exception {
    Path kill = folder.resolve("kill");
    FileKillSwitch killSwitch = new FileKillSwitch(kill);
    assertThat(killSwitch.reason()).isNull();
    Files.writeString(kill, "Sale starts\n");
    assertThat(killSwitch.reason()).endsWith("kill: Sale starts");
    Files.delete(kill);
    assertThat(killSwitch.reason()).isNull();
    assertThat(new FileKillSwitch(folder.resolve("gone/kill")).reason()).endsWith("is not there");
  }

  private BudgetRun run(KafkaConnection connection, Runnable beforeCommit) {
    return new BudgetRun(connection, BudgetPolicy.DEFAULT, false, () -> null, clock, beforeCommit);
  }

  private static void stepUntilActions(KafkaConnection connection, BudgetRun run, int count) {
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(
            () -> {
              run.step();
              return actions(connection).size() >= count;
            });
  }

  private static List<BudgetAction> actions(KafkaConnection connection) {
    List<BudgetAction> actions = new ArrayList<>();
    WholeTopic.read(
        connection,
        "budget-actions",
        record -> actions.add(Results.BUDGET_ACTIONS.decoder().decode(record.value())));
    return actions;
  }

  private void beat(KafkaProducer<byte[], byte[]> out) throws Exception {
    long now = clock.millis();
    write(
        out,
        Results.ALERT_HEARTBEATS.encoder(),
        new AlertHeartbeat(AlertHeartbeat.ALL, HeartbeatState.LIVE, now, now, now, now));
  }

  private static void alert(KafkaProducer<byte[], byte[]> out, AlertState state, long revision)
      throws Exception {
    write(
        out,
        Results.ALERTS.encoder(),
        TestingAlerts.costly(
            "a1b2:1772445600",
            state,
            TestingWireValues.campaign().campaignId(),
            "EMAIL",
            25,
            Instant.parse("2026-03-02T10:00:00Z"),
            revision));
  }

  private static <T> void write(KafkaProducer<byte[], byte[]> out, ValueEncoder<T> encoder, T value)
      throws Exception {
    Objects.requireNonNull(
        out.send(new ProducerRecord<>(encoder.topic(), encoder.key(value), encoder.value(value)))
            .get());
  }
}
