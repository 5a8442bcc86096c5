package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingResults.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.AuditAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.local.RulesCommand;
import io.campaignpulse.local.TopicLayout;
import io.campaignpulse.source.CatalogueReader;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.testing.TestingTopics;
import io.campaignpulse.wire.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Changes over HTTP and from the command line, kept by a real broker across servers. */
class ChangesITCase {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:20Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ServerOptions.Reporting REPORTING =
      new ServerOptions.Reporting(
          "USD",
          ZoneOffset.UTC,
          List.of(AttributionModel.LAST_TOUCH),
          AttributionModel.LAST_TOUCH,
          TimeBasis.CONVERSION_TIME);

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path directory;

  private static PulseServer server(KafkaConnection connection) {
    PulseServer server =
        new PulseServer(
            ServerOptions.onLoopback(0, null, REPORTING, ServerOptions.Limits.defaults()),
            new KafkaResultFeed(connection),
            new KafkaExplanations(connection),
            new KafkaEventLog(connection, Duration.ofSeconds(10)),
            Clock.fixed(NOW, ZoneOffset.UTC));
    server.start();
    return server;
  }

  private JsonNode send(PulseServer server, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", "application/json")
                .header("X-Changed-By", "Mei")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return JsonMapper.builder().build().readTree(answer.body());
  }

  /** Sends until the server has read what stands. */
  private void sendOnceRead(PulseServer server, String method, String path, String body) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(send(server, method, path, body).path("status").asInt()).isZero());
  }

  private static void fire(EmbeddedKafka kafka, Alert alert) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Results.ALERTS.encoder().topic(),
                  Results.ALERTS.encoder().key(alert),
                  Results.ALERTS.encoder().value(alert)))
          .get();
    }
  }

  @Test
  void changesAreReadByJobsCommandAndTheNextServer() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      KafkaConnection connection = KafkaConnection.to(kafka.bootstrapServers());
      TestingTopics topics = new TestingTopics(kafka.bootstrapServers());
      fire(kafka, alert("a1:1", AlertState.FIRING, Severity.WARNING, "spring", NOW, 1));

      try (PulseServer server = server(connection)) {
        sendOnceRead(server, "PUT", "/api/rules/cpa", "{\"kind\":\"COST_PER\",\"metric\":\"cpa\"}");
        sendOnceRead(server, "POST", "/api/alerts/a1:1/acknowledge", "{}");
        sendOnceRead(server, "PUT", "/api/campaigns/spring", "{\"name\":\"Spring\"}");
        sendOnceRead(server, "DELETE", "/api/campaigns/spring", "");
      }

      Path file =
          Files.writeString(
              directory.resolve("rules.yaml"),
              "rules: [{id: cpa, kind: COST_PER, metric: cpa, target: 30}]");
      StringWriter out = new StringWriter();
      int exit =
          new CommandLine(new RulesCommand())
              .setOut(new PrintWriter(out, true))
              .execute(
                  "apply",
                  file.toString(),
                  "--bootstrap-servers",
                  kafka.bootstrapServers(),
                  "--by",
                  "Noor");
      assertThat(out.toString()).contains("changed    cpa", "published as revision 2");
      assertThat(exit).isZero();

      List<AlertRule> rules =
          new CatalogueReader(connection, new RecordDecoders(new TimeBounds(null, Long.MAX_VALUE)))
              .rules();
      assertThat(rules).hasSize(1);
      assertThat(rules.get(0).target()).isEqualTo(30);
      assertThat(rules.get(0).changedBy()).isEqualTo("Noor");
      assertThat(topics.raw("audit").stream().map(Results.AUDIT.decoder()::decode))
          .extracting(AuditEntry::action)
          .containsExactly(
              AuditAction.PUT,
              AuditAction.ACKNOWLEDGE,
              AuditAction.PUT,
              AuditAction.DELETE,
              AuditAction.PUT);
      assertThat(topics.raw("alert-actions").stream().map(Results.ALERT_ACTIONS.decoder()::decode))
          .extracting(AlertAction::acknowledgedBy)
          .containsExactly("Mei");

      try (PulseServer next = server(connection)) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  assertThat(send(next, "GET", "/api/rules/cpa", "").path("revision").asInt())
                      .isEqualTo(2);
                  assertThat(
                          send(next, "GET", "/api/alerts/a1:1", "").path("acknowledgedBy").asText())
                      .isEqualTo("Mei");
                });
        // Taken out, but a job may still run that knows its first revision.
        sendOnceRead(next, "PUT", "/api/campaigns/spring", "{\"name\":\"Spring\"}");
        JsonNode again = send(next, "PUT", "/api/campaigns/spring", "{\"name\":\"Spring\"}");
        assertThat(again.path("revision").asInt()).isEqualTo(2);
      }
    }
  }
}
