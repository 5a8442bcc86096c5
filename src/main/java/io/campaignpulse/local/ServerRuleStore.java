package io.campaignpulse.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.alert.rule.RuleDocument;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Origin;
import io.campaignpulse.ingest.AlertRuleReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.json.JsonRecords;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of a running server. */
final class ServerRuleStore implements RuleStore {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI server;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final AlertRuleReader reader = new AlertRuleReader();

  /**
   * A store of a server.
   *
   * @param server its address, such as http://127.0.0.1:8080
   */
  ServerRuleStore(URI server) {
    this.server = server;
  }

  @Override
  public Map<String, AlertRule> standing() throws IOException {
    Map<String, AlertRule> rules = new TreeMap<>();
    for (JsonNode entry : send(request("/api/rules").GET()).path("rules")) {
      if (!entry.path("builtIn").asBoolean()) {
        AlertRule rule = rule(entry);
        rules.put(rule.ruleId(), rule);
      }
    }
    return rules;
  }

  private AlertRule rule(JsonNode entry) throws IOException {
    if (!(entry.path("rule") instanceof ObjectNode fields)) {
      throw new IOException(server + " answers something that is no rule");
    }
    fields.set("revision", entry.path("revision"));
    fields.set("changedBy", entry.path("changedBy"));
    fields.set("changedAt", entry.path("changedAt"));
    try {
      return reader.read(
          JsonRecords.parse(fields.toString().getBytes(StandardCharsets.UTF_8)),
          new Origin(0, 0, null, 0));
    } catch (RejectedException e) {
      throw new IOException(server + " answers something that is no rule: " + e.detail(), e);
    }
  }

  @Override
  public long put(AlertRule written, @Nullable AlertRule standing, String by) throws IOException {
    HttpRequest.Builder request =
        request("/api/rules/" + encoded(written.ruleId()))
            .header("Content-Type", "application/json")
            .header("X-Changed-By", encoded(by))
            .PUT(HttpRequest.BodyPublishers.ofString(RuleDocument.of(written).toString()));
    if (standing == null) {
      request.header("If-None-Match", "*");
    } else {
      request.header("If-Match", "\"" + standing.revision() + "\"");
    }
    return send(request).path("revision").asLong();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    HttpResponse<String> answer;
    try {
      answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException(server + " doesn't answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    JsonNode body;
    try {
      body = JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IOException(server + " answers no JSON: is it Campaign Pulse?", e);
    }
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          body.path("title").asText("refused") + ": " + body.path("detail").asText());
    }
    return body;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    // The client holds no connection that anybody waits for.
  }
}
