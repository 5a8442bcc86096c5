package io.campaignpulse.server;

import static io.campaignpulse.testing.TestingResults.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingClient;
import io.campaignpulse.testing.TestingPulseServer;
import io.campaignpulse.testing.TestingWireValues;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server says of itself is what it does. */
class OpenApiTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:30:00Z");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

  private final TestingPulseServer server =
      TestingPulseServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
  private final TestingClient client = new TestingClient(server);
  private JsonNode described = YAMLMapper.builder().build().createObjectNode();

  @BeforeEach
  void read() throws Exception {
    try (var text = PulseServer.class.getResourceAsStream("/openapi.yaml")) {
      described = YAMLMapper.builder().build().readTree(text);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyMethodItDescribesIsThere() throws Exception {
    List<String> asked = new ArrayList<>();
    for (var path : described.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey()) && !path.getKey().equals("/api/stream")) {
          String at = path.getKey().replace("{id}", "x").replace("{topic}", "orders");
          TestingClient.Answer answer =
              client.send(method.getKey().toUpperCase(Locale.ROOT), at, "");
          assertThat(answer.status()).as("%s %s", method.getKey(), at).isNotEqualTo(405);
          assertThat(answer.body().path("type").asText()).doesNotEndWith(":not-found");
          assertThat(method.getValue().get("responses").has(Integer.toString(answer.status())))
              .as("%s %s may answer %s", method.getKey(), at, answer.status())
              .isTrue();
          asked.add(method.getKey() + " " + at);
        }
      }
    }
    assertThat(asked)
        .contains("put /api/rules/x", "delete /api/alerts/x/snooze")
        .hasSizeGreaterThan(25);
  }

  @Test
  void itDescribesEveryFieldOfAnAlert() throws Exception {
    server.views().accept(alert("a1", AlertState.FIRING, Severity.WARNING, "c", NOW, 1));

    JsonNode shown = client.get("/api/alerts").expect(200).get("alerts").get(0);

    assertThat(names(shown)).isEqualTo(names(schema("Alert").get("properties")));
  }

  @Test
  void itDescribesEveryFieldOfAHeartbeat() throws Exception {
    server.views().accept(TestingWireValues.alertHeartbeat());

    JsonNode shown = client.get("/api/heartbeats").expect(200);

    JsonNode properties = schema("Heartbeats").get("properties");
    assertThat(names(shown)).isEqualTo(names(properties));
    assertThat(names(shown.get("sources").get(0)))
        .isEqualTo(names(properties.at("/sources/items/properties")));
  }

  @Test
  void itDescribesEveryFieldOfAnOutlook() throws Exception {
    server.views().accept(TestingWireValues.campaignOutlook());

    JsonNode campaign = client.get("/api/campaigns").expect(200).get("campaigns").get(0);

    JsonNode shown = campaign.get("outlook").get(0);
    JsonNode properties = schema("Outlook").get("properties");
    assertThat(campaign.get("campaignId").asText()).isEqualTo("camp|x");
    assertThat(names(shown)).isEqualTo(names(properties));
    for (String list : List.of("byConversionType", "targets")) {
      assertThat(shown.get(list)).hasSize(2);
      assertThat(names(shown.get(list).get(0)))
          .isEqualTo(names(properties.get(list).get("items").get("properties")));
    }
  }

  @Test
  void itDescribesEveryFieldOfARule() throws Exception {
    JsonNode shown = client.get("/api/rules").expect(200).get("rules").get(0);

    assertThat(names(shown)).isEqualTo(names(schema("Rule").get("properties")));
  }

  @Test
  void itNamesEveryTypeOfProblem() throws Exception {
    String named =
        described
            .at("/components/responses/Problem/content/application~1problem+json/schema")
            .at("/properties/type/description")
            .asText();

    for (Method make : Problem.class.getDeclaredMethods()) {
      if (make.getReturnType() == Problem.class) {
        Object[] arguments =
            java.util.Arrays.stream(make.getParameterTypes())
                .map(type -> type == int.class ? (Object) 1 : "x")
                .toArray();
        assertThat(named).contains(((Problem) make.invoke(null, arguments)).type());
      }
    }
  }

  private JsonNode schema(String name) {
    return described.at("/components/schemas/" + name);
  }

  private static Collection<String> names(JsonNode node) {
    Collection<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
