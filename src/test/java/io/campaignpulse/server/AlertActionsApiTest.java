package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingResults.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AuditAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingClient;
import io.campaignpulse.testing.TestingPulseServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertActionsApiTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:00Z");
  private static final Instant SINCE = Instant.parse("2026-03-14T12:00:00Z");
  private static final String ACKNOWLEDGE = "/api/alerts/a1:1/acknowledge";
  private static final String SNOOZE = "/api/alerts/a1:1/snooze";

  private final TestingPulseServer server =
      TestingPulseServer.start(
          Clock.fixed(NOW, ZoneOffset.UTC),
          TestingPulseServer.limits(Duration.ofMillis(200), 100_000, 5),
          null);
  private final TestingClient client = new TestingClient(server);

  @BeforeEach
  void fire() {
    put("a1:1", AlertState.FIRING, 1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(String id, AlertState state, long revision) {
    server.views().accept(alert(id, state, Severity.WARNING, "spring", SINCE, revision));
  }

  @Test
  void whoAcknowledgesIsToldEverywhereOnceKafkaHasIt() throws Exception {
    JsonNode answer =
        client.send("POST", ACKNOWLEDGE, "{'by':'Mei','note':'Asked the dealer.'}").expect(200);

    assertThat(answer.get("acknowledgedBy").asText()).isEqualTo("Mei");
    assertThat(answer.get("acknowledgedAt").asText()).isEqualTo(NOW.toString());
    assertThat(answer.get("note").asText()).isEqualTo("Asked the dealer.");
    assertThat(answer.get("state").asText()).isEqualTo("FIRING");
    AlertAction told = server.actions().get(0);
    assertThat(told.acknowledgedBy()).isEqualTo("Mei");
    assertThat(told.revision()).isEqualTo(NOW.toEpochMilli());
    assertThat(client.get("/api/alerts").expect(200).get("alerts").get(0).get("acknowledgedBy"))
        .isEqualTo(answer.get("acknowledgedBy"));
    assertThat(client.get("/api/alerts/a1:1").expect(200).get("acknowledgedBy"))
        .isEqualTo(answer.get("acknowledgedBy"));
    AuditEntry entry = server.audit().get(0);
    assertThat(entry.topic()).isEqualTo("alert-actions");
    assertThat(entry.action()).isEqualTo(AuditAction.ACKNOWLEDGE);
    assertThat(entry.changedBy()).isEqualTo("Mei");
    assertThat(entry.before()).isNull();
    assertThat(entry.after()).contains("\"acknowledgedBy\":\"Mei\"");
  }

  @Test
  void anAcknowledgedAlertStaysSoThroughItsEpisode() throws Exception {
    client.send("POST", ACKNOWLEDGE, "{'by':'Mei'}").expect(200);
    put("a1:1", AlertState.PAUSED, 2);
    put("a1:1", AlertState.FIRING, 3);
    put("a1:1", AlertState.RESOLVED, 4);
    put("a1:2", AlertState.FIRING, 5);

    JsonNode ended = client.get("/api/alerts/a1:1").expect(200);
    assertThat(ended.get("acknowledgedBy").asText()).isEqualTo("Mei");
    assertThat(ended.get("transitions").findValuesAsText("state"))
        .containsExactly("RESOLVED", "FIRING", "PAUSED", "FIRING");
    assertThat(client.get("/api/alerts/a1:2").expect(200).get("acknowledgedBy").isNull()).isTrue();
  }

  @Test
  void acknowledgingAgainAlikeIsNoChangeAndAnotherPersonTakesOver() throws Exception {
    client.send("POST", ACKNOWLEDGE, "{'by':'Mei'}").expect(200);
    client.send("POST", ACKNOWLEDGE, "{'by':'Mei'}").expect(200);
    assertThat(server.actions()).hasSize(1);

    client.send("POST", ACKNOWLEDGE, "{}", "X-Changed-By", "Noor").expect(200);

    assertThat(server.actions()).extracting(AlertAction::acknowledgedBy).endsWith("Noor");
    assertThat(server.actions().get(1).revision())
        .isGreaterThan(server.actions().get(0).revision());
    assertThat(server.audit().get(1).before()).contains("Mei");
  }

  @Test
  void bothCanBeTakenBackAndLeaveEachOtherAlone() throws Exception {
    client.send("POST", ACKNOWLEDGE, "{'by':'Mei'}").expect(200);
    client.send("POST", SNOOZE, "{'by':'Noor','for':'PT4H','note':'Lunch.'}").expect(200);

    JsonNode snoozed = client.send("DELETE", ACKNOWLEDGE, "", "X-Changed-By", "Li").expect(200);
    assertThat(snoozed.get("acknowledgedBy").isNull()).isTrue();
    assertThat(snoozed.get("snoozedBy").asText()).isEqualTo("Noor");
    assertThat(snoozed.get("snoozedUntil").asText()).isEqualTo("2026-03-14T16:30:00Z");
    JsonNode free = client.send("DELETE", SNOOZE, "").expect(200);
    assertThat(free.get("snoozedUntil").isNull()).isTrue();
    client.send("DELETE", SNOOZE, "").expect(200);

    assertThat(server.audit())
        .extracting(AuditEntry::action)
        .containsExactly(
            AuditAction.ACKNOWLEDGE,
            AuditAction.SNOOZE,
            AuditAction.UNACKNOWLEDGE,
            AuditAction.UNSNOOZE);
    assertThat(server.audit().get(2).changedBy()).isEqualTo("Li");
  }

  @Test
  void snoozeTakesAnInstantToo() throws Exception {
    JsonNode answer =
        client.send("POST", SNOOZE, "{'by':'Mei','until':'2026-04-13T12:30:00Z'}").expect(200);

    assertThat(answer.get("snoozedUntil").asText()).isEqualTo("2026-04-13T12:30:00Z");
    assertThat(server.actions().get(0).snoozed(NOW.toEpochMilli())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "acknowledge;{};MISSING_FIELD;by",
        "acknowledge;{'by':'  '};MISSING_FIELD;by",
        "acknowledge;{'by':'Mei','until':5};UNKNOWN_FIELD;until",
        "snooze;{'by':'Mei'};MISSING_FIELD;for",
        "snooze;{'by':'Mei','for':'PT1H','until':'2026-03-15T00:00:00Z'};INVALID_VALUE;for",
        "snooze;{'by':'Mei','for':'4 hours'};INVALID_VALUE;for",
        "snooze;{'by':'Mei','for':'PT0S'};INVALID_VALUE;for",
        "snooze;{'by':'Mei','for':'-PT1H'};INVALID_VALUE;for",
        "snooze;{'by':'Mei','for':'PT720H0.001S'};INVALID_VALUE;for",
        "snooze;{'by':'Mei','for':'P999999999999D'};INVALID_VALUE;for",
        "snooze;{'by':'Mei','until':'2026-03-14T12:30:00Z'};INVALID_VALUE;until",
        "snooze;{'by':'Mei','until':'2026-04-13T12:30:00.001Z'};INVALID_VALUE;until",
        "snooze;{'by':'Mei','until':'soon'};INVALID_VALUE;until"
      })
  void whatCannotBeMeantIsRefusedByFieldAndReason(
      String what, String body, String reason, String field) throws Exception {
    JsonNode problem =
        client.send("POST", "/api/alerts/a1:1/" + what, body).expectProblem(422, "refused");
    assertThat(problem.get("reason").asText()).isEqualTo(reason);
    assertThat(problem.get("field").asText()).isEqualTo(field);
    assertThat(server.actions()).isEmpty();
  }

  @Test
  void refusesWhatNobodyCanReadAgain() throws Exception {
    client
        .send("POST", ACKNOWLEDGE, "{'by':'Mei','note':'" + "x".repeat(2001) + "'}")
        .expectProblem(422, "refused");
    client
        .send("POST", ACKNOWLEDGE, "{'by':'" + "x".repeat(201) + "'}")
        .expectProblem(422, "refused");
    client.send("POST", ACKNOWLEDGE, "{'by':'a\\u0000b'}").expectProblem(422, "refused");
    client
        .send("POST", ACKNOWLEDGE, "by=Mei", "Content-Type", "application/x-www-form-urlencoded")
        .expectProblem(415, "unsupported-media-type");
    assertThat(server.actions()).isEmpty();
  }

  @Test
  void onlyAlertsThatLastCanBeActedOn() throws Exception {
    put("gone", AlertState.RETRACTED, 1);

    client
        .send("POST", "/api/alerts/nobody/acknowledge", "{'by':'Mei'}")
        .expectProblem(404, "unknown-alert");
    client
        .send("POST", "/api/alerts/gone/acknowledge", "{'by':'Mei'}")
        .expectProblem(409, "alert-ended");
    client.get("/api/alerts/nobody").expectProblem(404, "unknown-alert");
  }

  @Test
  void nothingIsAcknowledgedThatKafkaHasNot() throws Exception {
    server.acknowledgement(new CompletableFuture<>());
    client.send("POST", ACKNOWLEDGE, "{'by':'Mei'}").expectProblem(503, "kafka-unavailable");

    assertThat(client.get("/api/alerts/a1:1").expect(200).get("acknowledgedBy").isNull()).isTrue();
    server.feedState(ResultFeed.State.CATCHING_UP);
    client.send("POST", ACKNOWLEDGE, "{'by':'Mei'}").expectProblem(503, "catching-up");
  }
}
