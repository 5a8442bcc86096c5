package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingResults.alert;
import static io.campaignpulse.testing.TestingResults.brokenBooks;
import static io.campaignpulse.testing.TestingResults.business;
import static io.campaignpulse.testing.TestingResults.campaign;
import static io.campaignpulse.testing.TestingResults.customerValue;
import static io.campaignpulse.testing.TestingResults.ledger;
import static io.campaignpulse.testing.TestingResults.row;
import static io.campaignpulse.testing.TestingResults.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.ShareMethod;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.testing.TestingPulseServer;
import io.campaignpulse.testing.TestingResults.Figures;
import io.campaignpulse.testing.TestingWireValues;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerApiTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:20Z");
  private static final Instant TODAY = Instant.parse("2026-03-14T00:00:00Z");
  private static final Instant YESTERDAY = Instant.parse("2026-03-13T00:00:00Z");
  private static final Instant MINUTE = Instant.parse("2026-03-14T12:29:00Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = JsonMapper.builder().build();
  private TestingPulseServer server = start();

  private static TestingPulseServer start() {
    return TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @BeforeEach
  void fill() {
    put(WindowSize.P1D, YESTERDAY, "spring", "EMAIL", Figures.of(100, 50, 10, 500));
    put(WindowSize.P1D, TODAY, "spring", "EMAIL", Figures.of(200, 70, 10, 700));
    put(WindowSize.P1D, TODAY, "spring", "DISPLAY", Figures.of(100, 30, 0, 0));
    put(WindowSize.P1D, TODAY, "=cmd()", "EMAIL", Figures.of(0, 0, 1, 10));
    put(WindowSize.LIFE, Instant.EPOCH, "spring", "EMAIL", Figures.of(300, 120, 20, 1200));
    put(WindowSize.PT1M, MINUTE, "spring", "EMAIL", Figures.of(3, 1, 1, 50));
    server.views().accept(campaign("spring", "Spring sale", 1));
    server.views().accept(campaign("autumn", "Autumn", 1));
    server.views().accept(alert("a1", AlertState.FIRING, Severity.WARNING, "spring", MINUTE, 2));
    server.views().accept(alert("a2", AlertState.RESOLVED, Severity.CRITICAL, "x", MINUTE, 3));
    server.views().accept(ledger(Topic.INTERACTIONS, 10, 9, 1));
    server.views().accept(heartbeat(AlertHeartbeat.ALL, HeartbeatState.LIVE, NOW, 1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(WindowSize w, Instant start, String campaign, String channel, Figures figures) {
    server.views().accept(row(w, start, campaign, channel, 1, figures));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return mapper.readTree(answer.body());
  }

  @Test
  void explainsAConversion() throws Exception {
    server.explain(TestingWireValues.explanation());

    JsonNode found = json("/api/conversions/order%7C1");

    assertThat(found.get("conversionId").asText()).isEqualTo("order|1");
    assertThat(found.get("value").asText()).isEqualTo("49.99");
    assertThat(found.get("source").asText()).isEqualTo("TOUCHES");
    JsonNode eligible = found.get("touches").get(1);
    assertThat(eligible.get("standing").asText()).isEqualTo("ELIGIBLE");
    assertThat(eligible.get("weights").get("LINEAR").asDouble()).isEqualTo(0.5);
    assertThat(eligible.get("weights").has("LAST_TOUCH")).isFalse();
    assertThat(found.get("corrections").get(0).get("cause").asText()).isEqualTo("IDENTITY");
    assertThat(found.get("correctionCount").asInt()).isEqualTo(21);
  }

  @Test
  void tellsAnUnknownConversionFromOneThatCannotBeRead() throws Exception {
    HttpResponse<String> unknown = get("/api/conversions/lead/7:QUALIFIED");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("unknown-conversion", "lead/7:QUALIFIED");

    server.explanationsAvailable(false);
    assertThat(get("/api/conversions/order").statusCode()).isEqualTo(503);
  }

  @Test
  void sumsDaysAndComputesRatiosLast() throws Exception {
    JsonNode rows =
        json("/api/metrics?window=P1D&campaign=spring&groupBy=campaign&from=2026-03-13")
            .get("rows");

    assertThat(rows).hasSize(1);
    JsonNode row = rows.get(0);
    assertThat(row.get("campaignId").asText()).isEqualTo("spring");
    assertThat(row.has("channel")).isFalse();
    assertThat(row.get("spend").asText()).isEqualTo("150");
    assertThat(row.get("clicks").asInt()).isEqualTo(400);
    assertThat(row.get("orders").asDouble()).isEqualTo(20);
    assertThat(row.get("cpa").asDouble()).isEqualTo(7.5);
    assertThat(row.get("roas").asDouble()).isEqualTo(8);
    assertThat(row.get("reach").isNull()).as("people can't be added").isTrue();
    assertThat(row.get("frequency").isNull()).isTrue();
    assertThat(row.get("complete").asBoolean()).isTrue();
  }

  @Test
  void keepsReachOfASingleWindowAndNullsRatiosWithoutDenominator() throws Exception {
    JsonNode rows = json("/api/metrics?from=2026-03-14T00:00:00Z&channel=DISPLAY").get("rows");

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("reach").asInt()).isEqualTo(2500);
    assertThat(rows.get(0).get("cpa").isNull()).isTrue();
    assertThat(rows.get(0).get("cvr").asDouble()).isZero();
  }

  @Test
  void answersForAnotherModelAndForTheDefaultOne() throws Exception {
    String path = "/api/metrics?window=LIFE&groupBy=total";

    assertThat(json(path).get("rows").get(0).get("orders").asDouble()).isEqualTo(20);
    JsonNode linear = json(path + "&model=linear");
    assertThat(linear.get("model").asText()).isEqualTo("LINEAR");
    assertThat(linear.get("rows").get(0).get("orders").asDouble()).isEqualTo(10);
    assertThat(json(path + "&basis=INTERACTION_TIME").get("rows").get(0).get("orders").asDouble())
        .isZero();
  }

  @Test
  void keepsWindowsApartAsASeries() throws Exception {
    JsonNode rows = json("/api/metrics?groupBy=channel&series=true&channel=EMAIL").get("rows");

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("windowStart").asText()).isEqualTo("2026-03-13T00:00:00Z");
    assertThat(rows.get(0).get("windowEnd").asText()).isEqualTo("2026-03-14T00:00:00Z");
    assertThat(rows.get(1).get("orders").asDouble()).isEqualTo(11);
  }

  @Test
  void tellsTheSharesOfTheModelsTheLargestFirst() throws Exception {
    server.views().accept(share(ShareMethod.MARKOV, "spring", "EMAIL", 0.25, 2));
    server.views().accept(share(ShareMethod.MARKOV, "spring", "DISPLAY", 0.75, 2));
    server.views().accept(share(ShareMethod.MARKOV, "spring", "DISPLAY", 0.5, 1));
    server.views().accept(share(ShareMethod.MARKOV, "gone", "EMAIL", 0, 2));
    server.views().accept(share(ShareMethod.SHAPLEY, "spring", "EMAIL", 1, 2));

    JsonNode answer = json("/api/model-shares");
    assertThat(answer.get("label").asText()).isEqualTo("model share");
    assertThat(answer.get("models")).hasSize(2);
    JsonNode markov = answer.get("models").get(0);
    assertThat(markov.get("method").asText()).isEqualTo("MARKOV");
    assertThat(markov.get("conversionType").asText()).isEqualTo("ORDER");
    assertThat(markov.get("modelVersion").asText()).isEqualTo("markov-1");
    assertThat(markov.get("asOf").asText()).isEqualTo("2026-03-14T12:00:00Z");
    assertThat(markov.get("conversionsWithTouch").asInt()).isEqualTo(40);
    assertThat(markov.get("conversionsWithoutTouch").asInt()).isEqualTo(2);
    assertThat(markov.get("shares")).hasSize(2);
    assertThat(markov.get("shares").get(0).get("channel").asText()).isEqualTo("DISPLAY");
    assertThat(markov.get("shares").get(0).get("share").asDouble()).isEqualTo(0.75);

    assertThat(json("/api/model-shares?method=shapley&conversionType=ORDER").get("models"))
        .hasSize(1);
    assertThat(json("/api/model-shares?conversionType=LEAD").get("models")).isEmpty();
    assertThat(get("/api/model-shares?method=NONE").statusCode()).isEqualTo(400);
  }

  @Test
  void writesCsvWithoutFormulas() throws Exception {
    HttpResponse<String> answer = get("/api/metrics?from=2026-03-14", "Accept", "text/csv");

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    String[] lines = answer.body().split("\r\n");
    assertThat(lines).hasSize(4);
    assertThat(lines[0]).startsWith("windowStart,windowEnd,campaignId,channel,impressions");
    assertThat(lines[1]).startsWith(",,'=cmd(),EMAIL,0,0");
    assertThat(lines[3]).startsWith(",,spring,EMAIL,8000,200");
  }

  @Test
  void tellsWhatCustomersAreWorthByAge() throws Exception {
    for (int age = 0; age < 40; age++) {
      server.views().accept(customerValue("spring", "EMAIL", age, 1.5, 20 + age, 8, 3));
    }
    server.views().accept(customerValue("=cmd()", "EMAIL", 0, 1, 5, 0, null));
    server.views().accept(customerValue("gone", "EMAIL", 0, 0, 0, 0, null));

    assertThat(json("/api/customer-value").get("rows")).hasSize(41);
    JsonNode answer = json("/api/customer-value?campaign=spring&channel=EMAIL&age=0,30,90,last");
    assertThat(answer.get("model").asText()).isEqualTo("LAST_TOUCH");
    assertThat(answer.get("currency").asText()).isEqualTo("USD");
    assertThat(answer.get("rows")).hasSize(3);
    JsonNode last = answer.get("rows").get(2);
    assertThat(last.get("ageDays").asInt()).isEqualTo(39);
    assertThat(last.get("customers").asDouble()).isEqualTo(1.5);
    assertThat(last.get("margin").asText()).isEqualTo("88.5");
    assertThat(last.get("ltv").asDouble()).isEqualTo(59);
    assertThat(last.get("ltvToCac").asDouble()).isEqualTo(7.375);
    assertThat(last.get("paybackDay").asInt()).isEqualTo(3);

    HttpResponse<String> csv = get("/api/customer-value?age=last", "Accept", "text/csv");
    assertThat(csv.body().lines())
        .containsExactly(
            "campaignId,channel,ageDays,customers,margin,ltv,cac,ltvToCac,paybackDay,updatedAt",
            "'=cmd(),EMAIL,0,1,5,5,,,,1970-01-01T00:00:00Z",
            "spring,EMAIL,39,1.5,88.5,59,8,7.375,3,1970-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/metrics?colour=red, 400, unknown-parameter",
    "/api/metrics?window=P1W, 400, invalid-parameter",
    "/api/metrics?from=yesterday, 400, invalid-parameter",
    "/api/metrics?from=2026-03-14&to=2026-03-13, 400, invalid-parameter",
    "/api/metrics?window=LIFE&from=2026-03-14, 400, invalid-parameter",
    "/api/metrics?model=TIME_DECAY, 400, invalid-parameter",
    "/api/metrics?model=BEST, 400, invalid-parameter",
    "/api/metrics?model=LINEAR&model=LINEAR, 400, invalid-parameter",
    "/api/metrics?groupBy=shoe, 400, invalid-parameter",
    "/api/metrics?series=maybe, 400, invalid-parameter",
    "/api/customer-value?model=LINEAR, 400, unknown-parameter",
    "/api/customer-value?age=old, 400, invalid-parameter",
    "/api/alerts?state=LOUD, 400, invalid-parameter",
    "/api/health?deep=1, 400, unknown-parameter",
    "/api/stream, 406, not-acceptable",
    "/api/stream?model=BEST, 400, invalid-parameter",
    "/api/nothing, 404, not-found",
    "/nothing.html, 404, not-found",
    "/api/events/orders, 405, method-not-allowed",
  })
  void explainsWhatIsWrong(String path, int status, String type) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = mapper.readTree(answer.body());
    assertThat(problem.get("type").asText()).isEqualTo("urn:campaign-pulse:problem:" + type);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("detail").asText()).isNotBlank();
  }

  @Test
  void refusesFormsItDoesNotHave() throws Exception {
    assertThat(get("/api/metrics", "Accept", "image/png").statusCode()).isEqualTo(406);
  }

  @Test
  void listsTheCatalogueAndWhatOnlyTheResultsKnow() throws Exception {
    JsonNode campaigns = json("/api/campaigns").get("campaigns");

    assertThat(campaigns).hasSize(3);
    assertThat(campaigns.get(0).get("campaignId").asText()).isEqualTo("=cmd()");
    assertThat(campaigns.get(0).get("inCatalogue").asBoolean()).isFalse();
    assertThat(campaigns.get(1).get("name").asText()).isEqualTo("Autumn");
    assertThat(campaigns.get(1).get("life").isNull()).isTrue();
    JsonNode spring = campaigns.get(2);
    assertThat(spring.get("dailyBudget").asText()).isEqualTo("100");
    assertThat(spring.get("targets").get("cpa").asText()).isEqualTo("25");
    assertThat(spring.get("life").get("spend").asText()).isEqualTo("120");
    assertThat(spring.get("today").get("spend").asText()).isEqualTo("100");
  }

  @Test
  void listsAlertsByAttentionAndState() throws Exception {
    JsonNode all = json("/api/alerts");
    assertThat(all.get("alerts").findValuesAsText("alertId")).containsExactly("a1", "a2");
    assertThat(all.get("transitions")).hasSize(2);

    JsonNode firing = json("/api/alerts?state=firing").get("alerts");
    assertThat(firing).hasSize(1);
    assertThat(firing.get(0).get("summaryZh").asText()).isEqualTo("转化率低于 2%");
    assertThat(firing.get(0).get("startsAt").asText()).isEqualTo("2026-03-14T12:29:00Z");
  }

  @Test
  void tellsItsHealthByPart() throws Exception {
    JsonNode health = json("/api/health");
    assertThat(health.get("status").asText()).isEqualTo("UP");
    assertThat(health.get("parts").get("data").get("ageSeconds").asInt()).isEqualTo(20);
    assertThat(health.get("parts").has("flink")).isFalse();

    server.feedState(ResultFeed.State.UNREACHABLE);
    HttpResponse<String> down = get("/api/health");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(mapper.readTree(down.body()).get("parts").get("kafka").get("status").asText())
        .isEqualTo("DOWN");
    server.feedState(ResultFeed.State.CATCHING_UP);
    assertThat(get("/api/health").statusCode()).isEqualTo(503);
  }

  @Test
  void isDegradedWhileAlertsArentEvaluatedUpToNow() throws Exception {
    Instant until = NOW.minusSeconds(3600);
    server.views().accept(heartbeat(AlertHeartbeat.ALL, HeartbeatState.CATCHING_UP, until, 2));
    server.views().accept(heartbeat("orders", HeartbeatState.CATCHING_UP, until, 2));
    JsonNode health = json("/api/health");
    assertThat(health.get("status").asText()).isEqualTo("DEGRADED");
    JsonNode evaluation = health.at("/parts/evaluation");
    assertThat(evaluation.get("status").asText()).isEqualTo("DEGRADED");
    assertThat(evaluation.get("guardrail").asText()).isEqualTo("CATCHING_UP");
    assertThat(evaluation.get("evaluatedUntil").asText()).isEqualTo(until.toString());
    assertThat(evaluation.at("/sources/0/source").asText()).isEqualTo("orders");

    server.views().accept(heartbeat(AlertHeartbeat.ALL, HeartbeatState.LIVE, NOW, 1));
    assertThat(json("/api/heartbeats").get("guardrail").asText())
        .as("a lower revision replaces nothing")
        .isEqualTo("CATCHING_UP");
  }

  @Test
  void saysOfEachAlertWhetherMoneyMayBeChangedBecauseOfIt() throws Exception {
    JsonNode alerts = json("/api/alerts").get("alerts");
    assertThat(alerts.get(0).get("guardrail").asText()).isEqualTo("ALLOWED");
    assertThat(alerts.get(1).get("guardrail").asText()).isEqualTo("EXPIRED");

    server.views().accept(heartbeat(AlertHeartbeat.ALL, HeartbeatState.PAUSED, NOW, 2));
    assertThat(json("/api/alerts/a1").get("guardrail").asText()).isEqualTo("PAUSED");
  }

  @Test
  void withoutAHeartbeatNoMoneyMayBeChanged() throws Exception {
    server.close();
    server = start();
    JsonNode heartbeats = json("/api/heartbeats");
    assertThat(heartbeats.get("guardrail").asText()).isEqualTo("NO_HEARTBEAT");
    assertThat(heartbeats.get("state").isNull()).isTrue();
    assertThat(heartbeats.get("sources")).isEmpty();
    assertThat(json("/api/health").at("/parts/evaluation/status").asText()).isEqualTo("DEGRADED");
  }

  private static AlertHeartbeat heartbeat(
      String source, HeartbeatState state, Instant until, long revision) {
    return new AlertHeartbeat(
        source, state, until.toEpochMilli(), NOW.toEpochMilli(), revision, NOW.toEpochMilli());
  }

  @Test
  void isDegradedWhileTheBooksDoNotBalance() throws Exception {
    assertThat(json("/api/health").at("/parts/conservation/status").asText()).isEqualTo("UP");

    server.views().accept(business(WindowSize.LIFE, Instant.EPOCH, 10, 100, 90, 1));
    assertThat(json("/api/health").get("status").asText())
        .as("credit may be on its way")
        .isEqualTo("UP");

    Instant since = NOW.minusSeconds(600);
    server.views().accept(brokenBooks(AlertState.FIRING, since, "They disagree.", 1));
    JsonNode health = json("/api/health");
    assertThat(health.get("status").asText()).isEqualTo("DEGRADED");
    JsonNode books = health.at("/parts/conservation");
    assertThat(books.get("status").asText()).isEqualTo("DEGRADED");
    assertThat(books.get("brokenSince").asText()).isEqualTo(since.toString());
    assertThat(books.get("summary").asText()).isEqualTo("They disagree.");
    assertThat(books.get("difference").asText()).isEqualTo("10");
    assertThat(books.at("/unbalanced/0/measure").asText()).isEqualTo("netRevenue");

    server.views().accept(brokenBooks(AlertState.RESOLVED, since, "They agree again.", 2));
    assertThat(json("/api/health").get("status").asText()).isEqualTo("UP");
  }

  @Test
  void isDownWithoutItsFlinkAndDegradedWithoutData() throws Exception {
    server.close();
    // Port 1 is reserved and nobody listens there.
    server =
        TestingPulseServer.start(
            Clock.fixed(NOW, ZoneOffset.UTC),
            ServerOptions.Limits.defaults(),
            URI.create("http://127.0.0.1:1"));
    HttpResponse<String> answer = get("/api/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    JsonNode parts = mapper.readTree(answer.body()).get("parts");
    assertThat(parts.get("flink").get("status").asText()).isEqualTo("DOWN");
    assertThat(parts.get("data").get("status").asText()).isEqualTo("DEGRADED");
  }

  @Test
  void answersOnlyToItsOwnNames() throws Exception {
    assertThat(statusFor("evil.example:" + server.port())).isEqualTo(403);
    assertThat(statusFor("localhost:" + server.port())).isEqualTo(200);
    assertThat(statusFor("pulse.example")).isEqualTo(200);
  }

  private int statusFor(String host) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          "GET /api/alerts HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(answer.readLine().split(" ")[1]);
    }
  }

  @Test
  void locksBrowsersIn() throws Exception {
    HttpResponse<String> answer = get("/api/alerts", "Origin", "https://evil.example");

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void describesItself() throws Exception {
    HttpResponse<String> answer = get("/api/openapi.yaml");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("openapi: 3.1");
  }
}
