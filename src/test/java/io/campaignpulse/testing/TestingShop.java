package io.campaignpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A hand-made folder of input for a replay, and the plans that the replay tells of it. */
public final class TestingShop {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Topic, StringBuilder> lines = new EnumMap<>(Topic.class);
  private int events;

  /** Adds a line as it is; for events with an id of their own. */
  public TestingShop with(Topic topic, String json) {
    try {
      ObjectNode line = (ObjectNode) JSON.readTree(json);
      if (!topic.isCatalogue() && topic != Topic.SPEND) {
        line.put("eventId", "e" + events++);
      }
      lines.computeIfAbsent(topic, t -> new StringBuilder()).append(line).append('\n');
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
    return this;
  }

  /** Adds sales of one unit each at even steps, the first one step after the start. */
  public TestingShop sells(String sku, int units, Instant from, Duration each) {
    for (int i = 1; i <= units; i++) {
      sale("sale-" + sku + "-" + from + "-" + i, sku, 1, from.plus(each.multipliedBy(i)));
    }
    return this;
  }

  /** Adds an order of one article. */
  public TestingShop sale(String orderId, String sku, int units, Instant time) {
    return with(
        Topic.ORDERS,
        """
        {"orderId":"%s","eventTime":"%s","status":"PLACED","currency":"USD",
         "lines":[{"sku":"%s","quantity":%d,"unitPrice":10}]}
        """
            .formatted(orderId, time, sku, units));
  }

  /** Adds the return of some units of an order. */
  public TestingShop comesBack(String orderId, String sku, int units, Instant time) {
    return with(
        Topic.ORDERS,
        """
        {"orderId":"%s","eventTime":"%s","status":"RETURNED","currency":"USD",
         "lines":[{"sku":"%s","quantity":%d,"unitPrice":10}]}
        """
            .formatted(orderId, time, sku, units));
  }

  /** Adds a count. */
  public TestingShop counts(String sku, int units, Instant time) {
    return with(
        Topic.INVENTORY,
        "{\"sku\":\"%s\",\"location\":\"main\",\"eventTime\":\"%s\",\"onHand\":%d}"
            .formatted(sku, time, units));
  }

  /** Adds a receipt. */
  public TestingShop receives(String sku, int units, Instant time) {
    return with(
        Topic.INVENTORY,
        "{\"sku\":\"%s\",\"location\":\"main\",\"eventTime\":\"%s\",\"received\":%d}"
            .formatted(sku, time, units));
  }

  /** Replays it in a folder of its own; the plans by their ids. */
  public Map<String, JsonNode> plans(Path folder, Instant asOf) throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    for (Map.Entry<Topic, StringBuilder> topic : lines.entrySet()) {
      Files.writeString(input.resolve(topic.getKey().label() + ".jsonl"), topic.getValue());
    }
    Map<String, String> files =
        TestingReplay.filesOf(
            input, folder.resolve("out"), "--set", "asOf=" + asOf, "--set", "windows=PT1H,LIFE");
    assertThat(files.get("rejected.jsonl")).isEmpty();
    Map<String, JsonNode> plans = new TreeMap<>();
    for (String line : files.getOrDefault("plan-progress.jsonl", "").lines().toList()) {
      JsonNode plan = JSON.readTree(line);
      plans.put(plan.get("planId").asText(), plan);
    }
    return plans;
  }

  /** A plan, which must be there. */
  public static JsonNode plan(Map<String, JsonNode> plans, String planId) {
    assertThat(plans).containsKey(planId);
    return plans.getOrDefault(planId, JSON.createObjectNode());
  }

  /** The fields of a plan as text, null where the field is. */
  public static List<String> texts(JsonNode plan, String... fields) {
    return List.of(fields).stream().map(field -> plan.path(field).asText("null")).toList();
  }
}
