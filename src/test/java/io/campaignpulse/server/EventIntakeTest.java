package io.campaignpulse.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.Topic;
import io.campaignpulse.testing.TestingPulseServer;
import io.campaignpulse.wire.Results;
import io.campaignpulse.wire.ValueEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventIntakeTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:00Z");
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final TestingPulseServer server =
      TestingPulseServer.start(
          ((InstantSource) now::get).withZone(ZoneOffset.UTC),
          TestingPulseServer.limits(Duration.ofMillis(200), 2000, 5),
          null);

  @AfterEach
  void stop() {
    server.close();
  }

  private static String click(String id) {
    return "{\"eventId\":\""
        + id
        + "\",\"eventTime\":\"2026-03-14T12:29:00Z\",\"type\":\"CLICK\","
        + "\"visitorId\":\"v1\",\"campaignId\":\"春天\"}";
  }

  private HttpResponse<String> post(String topic, String type, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.at("/api/events/" + topic))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode accepted(String topic, String type, String body) throws Exception {
    HttpResponse<String> answer = post(topic, type, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return mapper.readTree(answer.body());
  }

  private void assertProblem(HttpResponse<String> answer, int status, String type)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(mapper.readTree(answer.body()).get("type").asText()).endsWith(":" + type);
  }

  @Test
  void keepsOneObject() throws Exception {
    JsonNode answer = accepted("interactions", "application/json", click("e1"));

    assertThat(answer.get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.get("errors")).isEmpty();
    assertThat(server.appended()).hasSize(1);
    assertThat(server.appended().get(0).topic()).isEqualTo(Topic.INTERACTIONS);
    assertThat(server.appended().get(0).event())
        .isInstanceOfSatisfying(
            Interaction.class,
            click -> {
              assertThat(click.eventId()).isEqualTo("e1");
              assertThat(click.campaignId()).isEqualTo("春天");
              assertThat(click.origin().arrivalTime()).isEqualTo(NOW.toEpochMilli());
            });
  }

  @Test
  void judgesEachElementOfAnArrayByItself() throws Exception {
    String future = click("late").replace("12:29:00Z", "12:40:00Z");
    JsonNode answer =
        accepted(
            "interactions",
            "application/json; charset=utf-8",
            "[ " + click("e1") + ",\n 7, {\"eventId\":\"x\"}, " + future + "]");

    assertThat(answer.get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.get("rejected").asInt()).isEqualTo(3);
    assertThat(answer.get("errors").findValuesAsText("index")).containsExactly("1", "2", "3");
    assertThat(answer.get("errors").findValuesAsText("reason"))
        .containsExactly("MALFORMED", "MISSING_FIELD", "EVENT_TIME_IN_FUTURE");
    assertThat(server.appended()).hasSize(1);
  }

  @Test
  void readsLinesAndSkipsBlankOnes() throws Exception {
    JsonNode answer =
        accepted(
            "interactions",
            "application/x-ndjson",
            click("e1") + "\r\n\n  \n" + click("e2") + "\n{broken\n");

    assertThat(answer.get("accepted").asInt()).isEqualTo(2);
    assertThat(answer.get("errors").get(0).get("index").asInt()).isEqualTo(2);
    assertThat(answer.get("errors").get(0).get("reason").asText()).isEqualTo("MALFORMED");
  }

  @Test
  void takesCatalogueRowsToo() throws Exception {
    accepted(
        "rules",
        "application/json",
        "{\"ruleId\":\"r1\",\"kind\":\"THRESHOLD\",\"metric\":\"cvr\",\"op\":\"<\",\"value\":0.02,"
            + "\"window\":\"PT1H\"}");

    assertThat(server.appended().get(0).topic()).isEqualTo(Topic.RULES);
    assertThat(server.appended().get(0).event()).isInstanceOf(AlertRule.class);
  }

  @Test
  void refusesWhatItCannotTakeAtAll() throws Exception {
    String json = "application/json";
    assertProblem(post("shoes", json, click("e1")), 404, "unknown-topic");
    assertProblem(post("orders", json, ""), 400, "malformed-body");
    assertProblem(post("orders", json, "[{\"a\":1}"), 400, "malformed-body");
    assertProblem(post("orders", json, "[] []"), 400, "malformed-body");
    assertProblem(post("orders", "text/plain", "{}"), 415, "unsupported-media-type");
    assertProblem(post("orders", json, "[1,2,3,4,5,6]"), 413, "body-too-large");
    assertProblem(post("orders", json, " ".repeat(2001)), 413, "body-too-large");
    assertProblem(
        post("interactions", json, click("e1"), "Origin", "https://evil.example"),
        403,
        "origin-not-allowed");
    assertThat(server.appended()).isEmpty();
  }

  @Test
  void refusesTextThatIsNotUtf8() throws Exception {
    HttpRequest wide =
        HttpRequest.newBuilder(server.at("/api/events/interactions"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "[" + click("e1") + "]", StandardCharsets.UTF_16LE))
            .build();

    assertProblem(client.send(wide, HttpResponse.BodyHandlers.ofString()), 400, "malformed-body");
    assertThat(server.appended()).isEmpty();
  }

  @Test
  void countsBytesWhoseLengthWasNotDeclared() throws Exception {
    HttpRequest chunked =
        HttpRequest.newBuilder(server.at("/api/events/orders"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofString(" ".repeat(3000))))
            .build();

    assertProblem(
        client.send(chunked, HttpResponse.BodyHandlers.ofString()), 413, "body-too-large");
  }

  @Test
  void acceptsNothingThatKafkaHasNotAcknowledged() throws Exception {
    server.acknowledgement(new CompletableFuture<>());
    assertProblem(post("interactions", "application/json", click("e1")), 503, "kafka-unavailable");

    server.acknowledgement(CompletableFuture.failedFuture(new IllegalStateException("down")));
    assertProblem(post("interactions", "application/json", click("e1")), 503, "kafka-unavailable");
  }

  @Test
  void answersABodyWithoutAnAcceptableRecordAsUnprocessable() throws Exception {
    HttpResponse<String> answer = post("orders", "application/json", "[{\"eventId\":\"x\"}, 7]");

    assertProblem(answer, 422, "all-refused");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = mapper.readTree(answer.body());
    assertThat(problem.get("accepted").asInt()).isZero();
    assertThat(problem.get("rejected").asInt()).isEqualTo(2);
    assertThat(problem.get("errors").findValuesAsText("reason"))
        .containsExactly("MISSING_FIELD", "MALFORMED");
    accepted("orders", "application/json", "[]");
  }

  @Test
  void keepsWhatItRefusesAsRejections() throws Exception {
    accepted(
        "interactions", "application/json", "[" + click("e1") + ",{\"eventId\":\"x\"}, {\"a\":1}]");

    assertThat(server.appended()).hasSize(1);
    assertThat(server.rejections()).hasSize(2);
    Rejection first = server.rejections().get(0);
    assertThat(first.topic()).isEqualTo(Topic.INTERACTIONS);
    assertThat(first.position()).isEqualTo(2);
    assertThat(first.arrivalTime()).isEqualTo(NOW.toEpochMilli());
    assertThat(first.payload()).asString(StandardCharsets.UTF_8).isEqualTo("{\"eventId\":\"x\"}");
    assertThat(server.rejections().stream().map(EventIntakeTest::keyOf).distinct())
        .hasSize(2)
        .allMatch(key -> key.matches("interactions\\|http\\|[0-9a-f-]{36}"));
  }

  private static String keyOf(Rejection rejection) {
    return new String(Results.rejected(() -> 0).encoder().key(rejection), StandardCharsets.UTF_8);
  }

  @Test
  void countsWhatItRefusesInALedgerThatGoesOnFromTheTopic() throws Exception {
    long[] before = new long[Outcome.values().length];
    before[Outcome.RECEIVED.ordinal()] = 10;
    before[Outcome.REJECTED.ordinal()] = 10;
    server.feedState(ResultFeed.State.CATCHING_UP);
    post("orders", "application/json", "[7, 8]");
    assertThat(server.ledgers()).isEmpty();

    server.views().acceptRefused(new LedgerBook(Topic.ORDERS, before, Long.MAX_VALUE - 9, 5));
    server.feedState(ResultFeed.State.LIVE);
    post("orders", "application/json", "[7]");
    post("orders", "application/json", "[7]");

    assertThat(server.ledgers())
        .extracting(book -> book.counts()[Outcome.RECEIVED.ordinal()])
        .containsExactly(13L, 14L);
    assertThat(server.ledgers())
        .allMatch(
            book ->
                book.counts()[Outcome.RECEIVED.ordinal()]
                    == book.counts()[Outcome.REJECTED.ordinal()])
        .extracting(LedgerBook::revision)
        .containsExactly(Long.MAX_VALUE - 8, Long.MAX_VALUE - 7);
  }

  @Test
  void addsTheLedgerOfTheServerToThatOfTheJobs() throws Exception {
    post("orders", "application/json", "7");
    ResultRecords records = new ResultRecords(server.views());
    records.accept(ledger("server", server.ledgers().get(0)));
    long[] counts = new long[Outcome.values().length];
    counts[Outcome.RECEIVED.ordinal()] = 5;
    counts[Outcome.COUNTED.ordinal()] = 5;
    records.accept(ledger("all-in-one", new LedgerBook(Topic.ORDERS, counts, 1, 1)));

    assertThat(server.views().ledger())
        .singleElement()
        .satisfies(
            book -> {
              assertThat(book.counts()[Outcome.RECEIVED.ordinal()]).isEqualTo(6);
              assertThat(book.counts()[Outcome.COUNTED.ordinal()]).isEqualTo(5);
              assertThat(book.counts()[Outcome.REJECTED.ordinal()]).isEqualTo(1);
            });
  }

  private static ConsumerRecord<byte[], byte[]> ledger(String job, LedgerBook book) {
    ValueEncoder<LedgerBook> encoder = Results.ledger(job).encoder();
    return new ConsumerRecord<>(encoder.topic(), 0, 0, encoder.key(book), encoder.value(book));
  }

  @Test
  void repeatsTheAnswerToTheSameRequestWithinAnHour() throws Exception {
    String json = "application/json";
    String body = "[" + click("e1") + ", 7]";
    HttpResponse<String> first = post("interactions", json, body, "Idempotency-Key", "k");
    now.set(NOW.plus(Duration.ofMinutes(59)));
    HttpResponse<String> second = post("interactions", json, body, "Idempotency-Key", "k");

    assertThat(List.of(first.statusCode(), second.statusCode())).containsExactly(202, 202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(server.appended()).hasSize(1);
    assertThat(server.rejections()).hasSize(1);

    assertProblem(
        post("interactions", json, "[" + click("e2") + "]", "Idempotency-Key", "k"),
        422,
        "idempotency-key-reused");
    assertProblem(
        post("orders", json, body, "Idempotency-Key", "k"), 422, "idempotency-key-reused");
    assertProblem(
        post("orders", json, body, "Idempotency-Key", "k".repeat(256)),
        400,
        "invalid-idempotency-key");

    post("interactions", json, body, "Idempotency-Key", "other");
    assertThat(server.appended()).hasSize(2);
    now.set(NOW.plus(Duration.ofMinutes(60)));
    post("interactions", json, body, "Idempotency-Key", "k");
    assertThat(server.appended()).hasSize(3);
  }

  @Test
  void repeatsARefusalButProcessesARequestAgainThatFailed() throws Exception {
    String json = "application/json";
    HttpResponse<String> refused = post("orders", json, "7", "Idempotency-Key", "bad");
    HttpResponse<String> again = post("orders", json, "7", "Idempotency-Key", "bad");
    assertProblem(again, 422, "all-refused");
    assertThat(again.body()).isEqualTo(refused.body());
    assertThat(server.rejections()).hasSize(1);

    server.acknowledgement(CompletableFuture.failedFuture(new IllegalStateException("down")));
    assertProblem(
        post("interactions", json, click("e1"), "Idempotency-Key", "k"), 503, "kafka-unavailable");
    server.acknowledgement(CompletableFuture.completedFuture(true));
    assertThat(post("interactions", json, click("e1"), "Idempotency-Key", "k").statusCode())
        .isEqualTo(202);
  }
}
