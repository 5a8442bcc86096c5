package io.campaignpulse.attribution;

import static io.campaignpulse.testing.TestingJourneys.MICROS;
import static io.campaignpulse.testing.TestingJourneys.NANOS;
import static io.campaignpulse.testing.TestingJourneys.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.testing.TestingAttribution;
import io.campaignpulse.testing.TestingJourneys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journeys whose credits others have published; skipped where the data isn't there. */
class PublishedExamplesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DATA = Path.of("../shared/data/attribution-worked-examples");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dp6-nine-paths",
        "mta-heuristic",
        "mta-non-converting-journeys",
        "mta-position-two-touches",
        "mta-repeated-touches",
        "own-lookback-and-ties",
        "own-time-decay",
        "pychattr-three-paths"
      })
  void credits_are_those_published(String folder) throws IOException {
    Path input = DATA.resolve(folder);
    assumeTrue(Files.isDirectory(input), () -> "no example data at " + input);
    JsonNode expected = JSON.readTree(input.resolve("expected.json").toFile());
    List<Event> events = events(input);
    int figures = 0;
    List<Credit> credits = credits(Collapse.NONE, events);
    for (String source : List.of("peer", "definition")) {
      figures += checkOrders(expected.path("creditedOrders").path(source), credits);
      figures +=
          checkOrders(
              expected.path("creditedOrdersCollapseConsecutive").path(source),
              credits(Collapse.CONSECUTIVE, events));
    }
    figures += checkWeights(expected.path("weights"), credits);
    assertThat(figures).isPositive();
  }

  private static List<Credit> credits(Collapse collapse, List<Event> events) {
    AttributionOptions defaults = AttributionOptions.defaults(Emission.AT_END);
    return TestingAttribution.credits(
        new AttributionOptions(
            Emission.AT_END,
            defaults.models(),
            defaults.clickLookBack(),
            defaults.impressionLookBack(),
            defaults.visitLookBack(),
            defaults.touchTypes(),
            collapse,
            defaults.halfLife(),
            defaults.redecisionHorizon(),
            defaults.ordersRetention(),
            defaults.leadsRetention(),
            defaults.maxTouches()),
        events);
  }

  private static int checkOrders(JsonNode models, List<Credit> credits) {
    for (Map.Entry<String, JsonNode> model : models.properties()) {
      Map<String, Double> credited = new TreeMap<>();
      for (Credit credit : credits) {
        if (credit.model() == AttributionModel.valueOf(model.getKey())) {
          credited.merge(credit.campaignId(), (double) credit.weightNanos() / NANOS, Double::sum);
        }
      }
      assertThat(credited).as(model.getKey()).hasSameSizeAs(model.getValue().properties());
      for (Map.Entry<String, JsonNode> campaign : model.getValue().properties()) {
        assertThat(credited.get(campaign.getKey()))
            .as("%s of %s", model.getKey(), campaign.getKey())
            .isCloseTo(campaign.getValue().asDouble(), within(1e-7));
      }
    }
    return models.size();
  }

  private static int checkWeights(JsonNode orders, List<Credit> credits) {
    for (Map.Entry<String, JsonNode> order : orders.properties()) {
      for (Map.Entry<String, JsonNode> model : order.getValue().properties()) {
        Map<String, Double> weights = new TreeMap<>();
        for (Credit credit : credits) {
          if (credit.conversionId().equals(order.getKey())
              && credit.model().name().equals(model.getKey())) {
            String touch = credit.touchEventId();
            weights.put(
                touch.equals(Credit.NO_TOUCH) ? "(none)" : touch,
                (double) credit.weightNanos() / NANOS);
          }
        }
        JsonNode expected = model.getValue();
        assertThat(weights.keySet())
            .as("%s %s", order.getKey(), model.getKey())
            .containsExactlyInAnyOrderElementsOf(names(expected));
        weights.forEach(
            (touch, weight) ->
                assertThat(weight).isCloseTo(expected.path(touch).asDouble(), within(1e-9)));
      }
    }
    return orders.size();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<Event> events(Path input) throws IOException {
    List<Event> events = new ArrayList<>();
    for (String line : Files.readAllLines(input.resolve("interactions.jsonl"))) {
      JsonNode json = JSON.readTree(line);
      events.add(
          TestingJourneys.interaction(
              json.path("eventId").asText(),
              at(json.path("eventTime").asText()),
              InteractionType.valueOf(json.path("type").asText()),
              text(json, "visitorId"),
              text(json, "customerId"),
              json.path("campaignId").asText(),
              json.path("channel").asText(),
              true,
              false));
    }
    for (String line : Files.readAllLines(input.resolve("orders.jsonl"))) {
      JsonNode json = JSON.readTree(line);
      JsonNode bought = json.path("lines").path(0);
      events.add(
          TestingJourneys.placed(
              json.path("orderId").asText(),
              at(json.path("eventTime").asText()),
              text(json, "visitorId"),
              text(json, "customerId"),
              new PricedLine(
                  bought.path("sku").asText(),
                  MICROS,
                  bought.path("unitPrice").asLong() * MICROS,
                  0,
                  null,
                  null)));
    }
    return events;
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? json.path(name).asText() : null;
  }
}
