package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingPlans.budget;
import static io.campaignpulse.testing.TestingPlans.clearance;
import static io.campaignpulse.testing.TestingPlans.dailyBudget;
import static io.campaignpulse.testing.TestingPlans.score;
import static io.campaignpulse.testing.TestingResults.alert;
import static io.campaignpulse.testing.TestingResults.campaign;
import static io.campaignpulse.testing.TestingResults.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingPulseServer;
import io.campaignpulse.testing.TestingResults.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LiveStreamTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:20Z");
  private static final Instant TODAY = Instant.parse("2026-03-14T00:00:00Z");

  private final JsonMapper mapper = JsonMapper.builder().build();

  /** Reads the next event of a stream, comments left out. */
  private static final class Events implements AutoCloseable {
    private final BufferedReader lines;

    Events(TestingPulseServer server, String query) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(server.at("/api/stream" + query))
              .header("Accept", "text/event-stream")
              .build();
      HttpResponse<java.io.InputStream> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** Name and data. */
    Map.Entry<String, String> next() throws Exception {
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return Map.entry(name, line.substring(6));
        }
      }
      throw new AssertionError("the stream ended");
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  @Test
  @Timeout(30)
  void sendsASnapshotAndThenOnlyWhatChanged() throws Exception {
    try (TestingPulseServer server = TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC))) {
      server.views().accept(campaign("spring", "春季促销", 1));
      put(server, "spring", 1, Figures.of(100, 50, 10, 500));
      put(server, "other", 1, Figures.of(10, 5, 1, 50));
      try (Events events = new Events(server, "?model=LINEAR")) {
        Map.Entry<String, String> first = events.next();
        assertThat(first.getKey()).isEqualTo("snapshot");
        JsonNode snapshot = mapper.readTree(first.getValue());
        assertThat(snapshot.at("/meta/model").asText()).isEqualTo("LINEAR");
        assertThat(snapshot.at("/sections/today")).hasSize(2);
        assertThat(snapshot.at("/sections/today/spring|EMAIL/orders").asInt()).isEqualTo(5);
        assertThat(snapshot.at("/sections/totals/today/spend").asText()).isEqualTo("55");
        assertThat(snapshot.at("/sections/minutes")).hasSize(60);
        assertThat(snapshot.at("/sections/campaigns/spring/name").asText()).isEqualTo("春季促销");

        put(server, "spring", 2, Figures.of(200, 70, 20, 900));
        server
            .views()
            .accept(alert("a1", AlertState.FIRING, Severity.CRITICAL, "spring", TODAY, 1));
        Map.Entry<String, String> second = events.next();
        assertThat(second.getKey()).isEqualTo("changes");
        JsonNode changes = mapper.readTree(second.getValue());
        while (!changes.at("/set").has("alerts")) {
          changes = mapper.readTree(events.next().getValue());
        }
        assertThat(changes.at("/set/alerts/a1/state").asText()).isEqualTo("FIRING");
        assertThat(changes.at("/set/today").has("other|EMAIL")).isFalse();
      }
    }
  }

  @Test
  @Timeout(30)
  void tellsPlansWithoutTheDailyBudgetsOfOtherDays() throws Exception {
    try (TestingPulseServer server = TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC))) {
      server.views().accept(budget(NOW, "spring", 1000, 400, 50, 1));
      server.views().accept(dailyBudget(NOW, "spring", 100, 180, 900, 1));
      server.views().accept(dailyBudget(NOW.minus(Duration.ofDays(1)), "spring", 100, 90, 700, 1));
      server.views().accept(clearance(NOW, "sale", null, 300, 120, 1));
      server.views().accept(score("PLAN", "a", 110, 100, true));
      try (Events events = new Events(server, "")) {
        JsonNode sections = mapper.readTree(events.next().getValue()).get("sections");
        assertThat(sections.at("/calibration/PLAN/graded").intValue()).isEqualTo(1);
        JsonNode plans = sections.get("plans");
        assertThat(plans).hasSize(3);
        assertThat(plans.has("budget:spring:2026-03-14")).isTrue();
        assertThat(plans.at("/budget:spring/actual").textValue()).isEqualTo("400");
        assertThat(plans.get("clearance:sale").has("course")).isFalse();

        server.views().accept(budget(NOW, "spring", 1000, 350, 50, 2));
        JsonNode changed = mapper.readTree(events.next().getValue()).at("/set/plans");
        assertThat(changed).hasSize(1);
        assertThat(changed.at("/budget:spring/actual").textValue()).isEqualTo("350");
      }
    }
  }

  private static void put(TestingPulseServer server, String id, long revision, Figures figures) {
    server.views().accept(row(WindowSize.P1D, TODAY, id, "EMAIL", revision, figures));
  }

  /** Keeps what was sent; the executor of the test decides when a write happens. */
  private static final class Recorder implements LiveClient.Channel {
    private final List<String> sent = new ArrayList<>();

    @Override
    public void event(String name, String data) {
      sent.add(name + " " + data);
    }

    @Override
    public void comment(String text) {
      sent.add(": " + text);
    }

    @Override
    public boolean closed() {
      return false;
    }

    @Override
    public void close() {}
  }

  private static Board board(int value) {
    return new Board(
        Json.object(),
        Map.of(
            "today",
            Map.of("a", Json.object().put("v", value), "b" + value, Json.object().put("v", 0))));
  }

  @Test
  void aClientWithoutAThreadWaitsForTheNextBoard() {
    Recorder channel = new Recorder();
    LiveClient client =
        new LiveClient(
            channel, new BoardBuilder.Choice(AttributionModel.LINEAR, TimeBasis.CONVERSION_TIME));

    client.offer(
        board(1),
        0,
        work -> {
          throw new RejectedExecutionException("full");
        });
    client.offer(board(2), 1000, Runnable::run);

    assertThat(channel.sent).singleElement().asString().startsWith("snapshot ");
  }

  @Test
  void aSlowClientSkipsToThePresent() throws Exception {
    Recorder channel = new Recorder();
    LiveClient client =
        new LiveClient(
            channel, new BoardBuilder.Choice(AttributionModel.LINEAR, TimeBasis.CONVERSION_TIME));
    Deque<Runnable> writes = new ArrayDeque<>();
    client.offer(board(1), 0, Runnable::run);
    client.offer(board(2), 1000, writes::add);
    client.offer(board(3), 2000, writes::add);
    client.offer(board(4), 3000, writes::add);

    assertThat(writes).as("never more than one write under way").hasSize(1);
    writes.remove().run();
    client.offer(board(5), 4000, Runnable::run);

    assertThat(channel.sent).hasSize(3);
    assertThat(channel.sent.get(0)).startsWith("snapshot ");
    assertThat(channel.sent.get(2)).startsWith("changes ");
    assertThat(mapper.readTree(channel.sent.get(2).substring("changes ".length())))
        .isEqualTo(
            mapper.readTree(
                "{\"meta\":{},\"set\":{\"today\":{\"a\":{\"v\":5},\"b5\":{\"v\":0}}},"
                    + "\"removed\":{\"today\":[\"b2\"]}}"));
  }

  @Test
  void aQuietFeedBeatsEveryFifteenSeconds() {
    Recorder channel = new Recorder();
    LiveClient client =
        new LiveClient(
            channel, new BoardBuilder.Choice(AttributionModel.LINEAR, TimeBasis.CONVERSION_TIME));
    for (long second = 0; second <= 31; second++) {
      client.offer(board(1), second * 1000, Runnable::run);
    }

    assertThat(channel.sent).hasSize(5);
    assertThat(channel.sent.get(1)).isEqualTo(": heartbeat");
    assertThat(channel.sent.get(2)).startsWith("changes ");
  }
}
