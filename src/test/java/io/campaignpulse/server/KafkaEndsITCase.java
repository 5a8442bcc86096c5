package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingResults.alert;
import static io.campaignpulse.testing.TestingResults.campaign;
import static io.campaignpulse.testing.TestingResults.ledger;
import static io.campaignpulse.testing.TestingResults.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.local.TopicLayout;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.testing.TestingResults.Figures;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.CampaignMetricsEncoder;
import io.campaignpulse.wire.Results;
import io.campaignpulse.wire.ValueEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's two ends in Kafka over a real broker that also goes away and comes back. */
class KafkaEndsITCase {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:20Z");
  private static final Instant TODAY = Instant.parse("2026-03-14T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path directory;

  private final ResultViews views =
      new ResultViews(Clock.fixed(NOW, ZoneOffset.UTC), ServerOptions.Limits.defaults());

  private static <T> void publish(EmbeddedKafka kafka, ValueEncoder<T> encoder, T value)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(encoder.topic(), encoder.key(value), encoder.value(value)))
          .get();
      producer.send(new ProducerRecord<>(encoder.topic(), new byte[] {1}, new byte[] {2})).get();
    }
  }

  private static Explanation corrected(Explanation first) {
    return new Explanation(
        first.conversionId(),
        first.conversionType(),
        first.conversionTime(),
        first.eligibleUntil(),
        first.personId(),
        first.leadId(),
        0,
        first.newCustomer(),
        true,
        first.source(),
        null,
        null,
        first.touches(),
        first.corrections(),
        22,
        first.revision() + 1);
  }

  private long days() {
    return views.metrics(WindowSize.P1D, Long.MIN_VALUE, Long.MAX_VALUE).count();
  }

  @Test
  void resultsComeInAndEventsGoOutAcrossAnOutage() throws Exception {
    ValueEncoder<io.campaignpulse.event.CampaignMetrics> metrics =
        CampaignMetricsEncoder.of(List.of(AttributionModel.LAST_TOUCH, AttributionModel.LINEAR));
    Figures figures = Figures.of(100, 50, 10, 500);
    EmbeddedKafka kafka = EmbeddedKafka.start(directory);
    int port = kafka.port();
    KafkaConnection connection = KafkaConnection.to(kafka.bootstrapServers());
    try (ResultFeed feed = new KafkaResultFeed(connection);
        Explanations explanations = new KafkaExplanations(connection);
        EventLog log = new KafkaEventLog(connection, Duration.ofSeconds(4))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      publish(kafka, metrics, row(WindowSize.P1D, TODAY, "a", "EMAIL", 1, figures));
      publish(
          kafka,
          Results.ALERTS.encoder(),
          alert("a1", AlertState.FIRING, Severity.WARNING, "a", TODAY, 1));
      publish(kafka, Results.ledger("all-in-one").encoder(), ledger(Topic.ORDERS, 5, 4, 1));
      log.append(Topic.CAMPAIGNS, campaign("a", "春季", 3)).get(10, TimeUnit.SECONDS);

      Explanation first = TestingWireValues.explanation();
      publish(kafka, Results.EXPLANATIONS.encoder(), first);
      publish(kafka, Results.EXPLANATIONS.encoder(), corrected(first));
      explanations.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(explanations.find(first.conversionId()))
                      .usingRecursiveComparison()
                      .isEqualTo(corrected(first)));
      assertThat(explanations.find("nobody's")).isNull();

      feed.start(views);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(feed.state()).isEqualTo(ResultFeed.State.LIVE));
      assertThat(days()).isEqualTo(1);
      assertThat(views.alerts().current(null)).extracting(Alert::alertId).containsExactly("a1");
      assertThat(views.ledger()).extracting(LedgerBook::topic).containsExactly(Topic.ORDERS);
      assertThat(views.campaigns()).extracting(c -> c.name()).containsExactly("春季");

      kafka.close();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(feed.state()).isEqualTo(ResultFeed.State.UNREACHABLE));
      assertThat(log.append(Topic.CAMPAIGNS, campaign("b", "B", 1)))
          .failsWithin(PATIENCE)
          .withThrowableOfType(ExecutionException.class);

      kafka = EmbeddedKafka.start(directory, port);
      publish(kafka, metrics, row(WindowSize.P1D, TODAY, "b", "EMAIL", 1, figures));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(days()).isEqualTo(2));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(feed.state()).isEqualTo(ResultFeed.State.LIVE));
    } finally {
      kafka.close();
    }
  }
}
