package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingResults.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.campaignpulse.alert.guardrail.GuardrailDecision;
import io.campaignpulse.config.Settings;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.job.LiveJob;
import io.campaignpulse.local.EmbeddedFlink;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.local.TopicLayout;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.testing.TestingClock;
import io.campaignpulse.testing.TestingFastClock;
import io.campaignpulse.testing.TestingResults.Figures;
import io.campaignpulse.wire.CampaignMetricsEncoder;
import io.campaignpulse.wire.ValueEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Heartbeats of an alerts job on a real broker, from its events to what the server makes of them:
 * live, without events, after a backlog, and when the job has stopped.
 */
class HeartbeatITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ValueEncoder<CampaignMetrics> ROWS =
      CampaignMetricsEncoder.of(List.of(AttributionModel.LAST_TOUCH, AttributionModel.LINEAR));

  @TempDir Path folder;

  /** A minute in three seconds. */
  private final Clock fast = new TestingFastClock(20);

  private long revision;

  @Test
  void aStoppedAlertsJobAllowsNoChangeOfMoneyAfterThreeMinutes() throws Exception {
    TestingClock clock = new TestingClock(Instant.now());
    ResultViews views = new ResultViews(clock, ServerOptions.Limits.defaults());
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      Settings settings = Settings.of(Map.of("kafka.bootstrapServers", kafka.bootstrapServers()));
      try (EmbeddedFlink flink =
              EmbeddedFlink.start(Path.of("flink-conf"), folder.resolve("flink"), 0);
          ResultFeed feed = new KafkaResultFeed(KafkaConnection.to(kafka.bootstrapServers()));
          KafkaProducer<byte[], byte[]> rows =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", kafka.bootstrapServers()),
                  new ByteArraySerializer(),
                  new ByteArraySerializer())) {
        feed.start(views);
        EmbeddedFlink.Job job =
            flink.submit(
                "alerts",
                env -> {
                  env.setParallelism(1);
                  new LiveJob(settings, fast, env).alerts();
                });
        assertThat(views.heartbeats().decision(clock.millis()))
            .isEqualTo(GuardrailDecision.NO_HEARTBEAT);

        Instant backlog = now().minus(2, ChronoUnit.HOURS);
        awaitState(HeartbeatState.CATCHING_UP, views, () -> write(rows, backlog));
        awaitState(HeartbeatState.LIVE, views, () -> write(rows, now()));

        Set<Long> ticks = new TreeSet<>();
        awaitState(
            HeartbeatState.CATCHING_UP,
            views,
            () -> ticks.add(Objects.requireNonNull(views.heartbeats().ofAll()).asOf()));
        assertThat(ticks)
            .as("a heartbeat a minute though nothing arrives")
            .hasSizeGreaterThanOrEqualTo(5);
        awaitState(HeartbeatState.LIVE, views, () -> write(rows, now()));
        assertThat(views.heartbeats().ofSources())
            .extracting(AlertHeartbeat::source)
            .containsExactly("clicks", "impressions", "orders");

        job.close();
        AlertHeartbeat last = Objects.requireNonNull(views.heartbeats().ofAll());
        clock.advance(Duration.between(clock.instant(), Instant.ofEpochMilli(last.updatedAt())));
        clock.advance(Duration.ofMinutes(3).minusMillis(1));
        assertThat(views.heartbeats().decision(clock.millis()))
            .isEqualTo(GuardrailDecision.ALLOWED);
        clock.advance(Duration.ofMillis(1));
        assertThat(views.heartbeats().decision(clock.millis()))
            .isEqualTo(GuardrailDecision.NO_HEARTBEAT);
      }
    }
  }

  private interface Meanwhile {
    void run() throws Exception;
  }

  private static void awaitState(HeartbeatState state, ResultViews views, Meanwhile meanwhile) {
    await()
        .alias(state.name())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              meanwhile.run();
              AlertHeartbeat all = views.heartbeats().ofAll();
              return all != null && all.state() == state;
            });
  }

  private Instant now() {
    return fast.instant().truncatedTo(ChronoUnit.MINUTES);
  }

  private void write(KafkaProducer<byte[], byte[]> rows, Instant minute) throws Exception {
    revision++;
    CampaignMetrics row =
        row(
            WindowSize.PT1M,
            minute,
            "spring",
            "EMAIL",
            revision,
            Figures.of(10 * revision, 0, revision, 0));
    rows.send(new ProducerRecord<>(ROWS.topic(), ROWS.key(row), ROWS.value(row))).get();
  }
}
