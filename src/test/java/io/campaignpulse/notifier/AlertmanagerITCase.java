package io.campaignpulse.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingResults;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus Alertmanager, as Debian has it, shows, groups and resolves our alerts. */
class AlertmanagerITCase {

  private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private Process manager;
  private String at = "";
  private Courier courier;
  private Desk desk;
  private long now;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM),
        PROGRAM + " is missing: apt-get install prometheus-alertmanager");
    at = "127.0.0.1:" + freePort();
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        """
        route: {receiver: nobody, group_by: [alertname, campaign], group_wait: 1s}
        receivers: [{name: nobody}]
        """);
    manager =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=" + at)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    eventually(() -> assertThat(get("/-/ready").statusCode()).isEqualTo(200));
    Path file = folder.resolve("targets.yaml");
    Files.writeString(
        file,
        """
        allowedHosts: ["%s"]
        targets:
          - {id: am, type: ALERTMANAGER, url: "http://%s", allowPrivate: true}
        """
            .formatted(at, at));
    TargetsFile targets = TargetsFile.read(file, Map.<String, String>of()::get);
    courier =
        new Courier(targets, GuardedHttp.ofNetwork(Duration.ofSeconds(30)), Clock.systemUTC());
    desk = new Desk(targets.targets(), new RuleTargets(), new StandingsBook(), () -> 0);
    now = System.currentTimeMillis();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (manager != null) {
      courier.close();
      manager.destroyForcibly().waitFor();
    }
  }

  @Test
  void itShowsGroupsKeepsAndResolvesAnAlert() throws Exception {
    hear("a1", AlertState.FIRING, Severity.WARNING, "Spring \"sale\" <b>", 1);
    hear("a2", AlertState.FIRING, Severity.WARNING, "Summer", 1);
    deliver();
    eventually(
        () ->
            assertThat(active())
                .containsExactlyInAnyOrder("warning Spring \"sale\" <b>", "warning Summer"));
    eventually(() -> assertThat(groups()).hasSize(2));
    JsonNode spring = alert("Summer");
    assertThat(spring.at("/labels/alertname").asText()).isEqualTo("THRESHOLD");
    assertThat(spring.at("/labels/ruleId").asText()).isEqualTo("cvr-low");
    assertThat(spring.at("/labels/channel").asText()).isEqualTo("PAID_SHOPPING");
    assertThat(spring.at("/annotations/summary").asText()).startsWith("Conversion rate of Summer");
    Instant endsAt = Instant.parse(spring.get("endsAt").asText());
    assertThat(endsAt).isBetween(Instant.now().plusSeconds(180), Instant.now().plusSeconds(240));

    now += 60_000;
    deliver();
    assertThat(Instant.parse(alert("Summer").get("endsAt").asText())).isAfter(endsAt);

    hear("a2", AlertState.FIRING, Severity.CRITICAL, "Summer", 2);
    deliver();
    eventually(
        () ->
            assertThat(active())
                .containsExactlyInAnyOrder("warning Spring \"sale\" <b>", "critical Summer"));

    hear("a1", AlertState.RETRACTED, Severity.WARNING, "Spring \"sale\" <b>", 2);
    hear("a2", AlertState.RESOLVED, Severity.WARNING, "Summer", 3);
    deliver();
    eventually(() -> assertThat(active()).isEmpty());
    assertThat(desk.status().get(0).trouble()).isNull();
    assertThat(desk.status().get(0).delivered()).isEqualTo(5);
  }

  // --- Steps ---

  private void hear(
      String alertId, AlertState state, Severity severity, String campaign, long revision) {
    desk.hear(
        TestingResults.alert(
            alertId, state, severity, campaign, Instant.now().minusSeconds(600), revision),
        now);
  }

  private void deliver() {
    for (List<Attempt> attempts = desk.begin(now);
        !attempts.isEmpty();
        attempts = desk.begin(now)) {
      for (Attempt attempt : attempts) {
        Outcome outcome = courier.deliver(attempt);
        assertThat(outcome).isEqualTo(new Outcome.Delivered());
        desk.settle(attempt, outcome, now);
      }
    }
  }

  private List<String> active() throws Exception {
    List<String> active = new ArrayList<>();
    for (JsonNode alert : json("/api/v2/alerts?active=true")) {
      active.add(
          alert.at("/labels/severity").asText() + " " + alert.at("/labels/campaign").asText());
    }
    return active;
  }

  private List<String> groups() throws Exception {
    List<String> groups = new ArrayList<>();
    for (JsonNode group : json("/api/v2/alerts/groups")) {
      assertThat(group.get("alerts")).hasSize(1);
      groups.add(group.at("/labels/campaign").asText());
    }
    return groups;
  }

  private JsonNode alert(String campaign) throws Exception {
    for (JsonNode alert : json("/api/v2/alerts")) {
      if (alert.at("/labels/campaign").asText().equals(campaign)) {
        return alert;
      }
    }
    throw new AssertionError("no alert of " + campaign);
  }

  private JsonNode json(String path) throws Exception {
    return JSON.readTree(get(path).body());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://" + at + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void eventually(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(assertion);
  }
}
