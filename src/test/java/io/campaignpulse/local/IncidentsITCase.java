package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.campaignpulse.testing.TestingDemo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo with all incidents planted: each raises the alert it should and no other, and who is
 * told hears of each once.
 */
@Tag("incidents")
class IncidentsITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(25);

  /** What each incident must be found to be: docs/demo-market.md. */
  private static final Set<String> EXPECTED =
      Set.of(
          "DATA_SILENCE TRACKING_BROKEN video-reviews",
          "STOCK_OUT OUT_OF_STOCK city-run",
          "THRESHOLD INVALID_TRAFFIC native-stories",
          "BUDGET_PACE BUDGET_OVERSPENT influencers",
          "CLEARANCE DEMAND_WEAK spring-clearance",
          "CONVERSION_RATE DEMAND_WEAK marathon-search",
          "DATA_SILENCE COST_LATE shopping-ads",
          "CONVERSION_RATE DEMAND_WEAK club-messages");

  /** The campaign whose conversions come late, so that its alert must be taken back. */
  private static final String LATE = "club-messages";

  private static final String TYPE = "io.campaignpulse.alert.";

  /** How long nothing else must be raised after all that should be. */
  private static final int QUIET_MINUTES = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void eachIncidentRaisesItsAlertAndNoOther() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          JsonNode event = JSON.readTree(exchange.getRequestBody());
          heard.add(
              event.get("type").asText()
                  + " "
                  + event.at("/data/campaignId").asText()
                  + " "
                  + exchange.getRequestHeaders().getFirst("webhook-id"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try (TestingDemo demo =
        TestingDemo.start(
            folder.resolve("demo.txt"),
            "--incidents",
            "all",
            "--notify",
            targets(receiver.getAddress().getPort()).toString())) {
      URI page = demo.page();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(5))
          .until(() -> fired(demo, page).containsAll(EXPECTED) && isRetracted(demo, page));
      Instant quietUntil = judgedUntil(demo, page).plus(Duration.ofMinutes(QUIET_MINUTES));
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(5))
          .until(() -> !judgedUntil(demo, page).isBefore(quietUntil));
      assertThat(fired(demo, page)).containsExactlyInAnyOrderElementsOf(EXPECTED);
      assertThat(heard).doesNotHaveDuplicates();
      for (String expected : EXPECTED) {
        String campaign = expected.substring(expected.lastIndexOf(' ') + 1);
        assertThat(heard)
            .as(expected)
            .filteredOn(told -> told.startsWith(TYPE + "firing " + campaign + " "))
            .hasSize(1);
      }
      assertThat(heard)
          .filteredOn(told -> told.startsWith(TYPE + "retracted "))
          .singleElement(InstanceOfAssertFactories.STRING)
          .startsWith(TYPE + "retracted " + LATE + " ");
    } finally {
      receiver.stop(0);
    }
  }

  private Path targets(int port) throws Exception {
    Files.writeString(
        folder.resolve("secret"),
        "whsec_"
            + Base64.getEncoder()
                .encodeToString("a secret of 24 bytes ...".getBytes(StandardCharsets.UTF_8)));
    return Files.writeString(
        folder.resolve("targets.yaml"),
        """
        allowedHosts: ["127.0.0.1:%d"]
        targets:
          - id: ops
            type: WEBHOOK
            url: http://127.0.0.1:%d/hook
            allowPrivate: true
            secret: {file: secret}
        """
            .formatted(port, port));
  }

  private static boolean isRetracted(TestingDemo demo, URI page) throws Exception {
    return alerts(demo, page).stream()
        .anyMatch(
            alert ->
                alert.get("campaignId").asText().equals(LATE)
                    && alert.get("state").asText().equals("RETRACTED")
                    && alert.get("reason").asText().equals("LATE_CONVERSIONS"));
  }

  /** Kind, cause and campaign of every alert that has fired. */
  private static Set<String> fired(TestingDemo demo, URI page) throws Exception {
    Set<String> fired = new TreeSet<>();
    for (JsonNode alert : alerts(demo, page)) {
      boolean told =
          !alert.get("state").asText().equals("PENDING")
              && !alert.get("reason").asText().equals("CLEARED_BEFORE_FIRING");
      if (told) {
        fired.add(
            alert.get("kind").asText()
                + " "
                + alert.get("cause").asText()
                + " "
                + alert.get("campaignId").asText());
      }
    }
    return fired;
  }

  /** The tick that the outlook of a campaign holds for. */
  private static Instant judgedUntil(TestingDemo demo, URI page) throws Exception {
    Instant latest = Instant.EPOCH;
    for (JsonNode asOf : demo.get(page, "/api/campaigns").findValues("asOf")) {
      Instant tick = Instant.parse(asOf.asText());
      latest = tick.isAfter(latest) ? tick : latest;
    }
    return latest;
  }

  private static List<JsonNode> alerts(TestingDemo demo, URI page) throws Exception {
    List<JsonNode> alerts = new ArrayList<>();
    demo.get(page, "/api/alerts").get("alerts").forEach(alerts::add);
    return alerts;
  }
}
