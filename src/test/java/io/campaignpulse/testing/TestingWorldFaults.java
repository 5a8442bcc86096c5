package io.campaignpulse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What goes wrong on the way into files: lines that come twice, that come again with other content,
 * that are broken, late or from the future.
 */
final class TestingWorldFaults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Topic> EVENTS =
      List.of(
          Topic.INTERACTIONS,
          Topic.LEADS,
          Topic.ORDERS,
          Topic.SPEND,
          Topic.INVENTORY,
          Topic.IDENTITIES);

  private final TestingWorldLines world;
  private final Instant latest;

  /** Faults around the latest time that an event may say. */
  TestingWorldFaults(TestingWorldLines world, Instant latest) {
    this.world = world;
    this.latest = latest;
  }

  /** Spoils a world; the lines of a topic are then those it has and those that are returned. */
  void spoil() {
    for (Map.Entry<Topic, List<ObjectNode>> topic : world.lines().entrySet()) {
      for (ObjectNode line : List.copyOf(topic.getValue())) {
        switch (world.random().nextInt(40)) {
          case 0, 1, 2 -> topic.getValue().add(otherwiseWritten(line));
          case 3 -> conflict(topic.getKey(), line);
          case 4 -> again(topic.getKey(), line);
          case 5 -> line.put("unknownField", 1);
          default -> {}
        }
      }
    }
    new TestingWorldChanges(world).spoil();
    for (Topic topic : EVENTS) {
      if (world.once(2)) {
        invalid(topic);
      }
    }
    for (Topic topic : List.of(Topic.PROMOTIONS, Topic.PLANS)) {
      if (world.once(2)) {
        invalidPlan(topic);
      }
    }
    if (world.once(3)) {
      world.add(
          Topic.ORDERS,
          "eventId",
          world.newId("o"),
          "eventTime",
          world.time(4),
          "orderId",
          world.own("never-placed"),
          "status",
          world.oneOf("RETURNED", "CANCELLED"),
          "currency",
          "USD");
    }
  }

  /** Lines that are no JSON object, and lines of nothing. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    while (world.once(3)) {
      broken.add(
          world.oneOf(
              "{\"eventId\":\"cut", "not json at all", "[1,2]", "", "   ", "{\"a\":1}{\"b\":2}"));
    }
    return broken;
  }

  /** The same content with its fields in another order. */
  private ObjectNode otherwiseWritten(ObjectNode line) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(line.properties());
    Collections.shuffle(fields, new java.util.Random(world.random().nextLong()));
    ObjectNode same = JSON.createObjectNode();
    fields.forEach(field -> same.set(field.getKey(), field.getValue().deepCopy()));
    return same;
  }

  /** The same id with other content: at another time or not, of another visitor. */
  private void conflict(Topic topic, ObjectNode line) {
    boolean isReturn = line.has("status") && !line.get("status").asText().equals("PLACED");
    if (!line.has("eventId") || isReturn) {
      return;
    }
    ObjectNode other = line.deepCopy();
    if (world.once(2)) {
      other.set("eventTime", world.object("t", world.time(4)).get("t"));
    }
    if (other.has("visitorId")) {
      other.put("visitorId", other.get("visitorId").asText() + "x");
    }
    if (other.has("campaignId")) {
      other.put("campaignId", world.own("brand"));
    }
    world.of(topic).add(other);
  }

  /** Under another id the same order placed again, the same report; a return comes in two. */
  private void again(Topic topic, ObjectNode line) {
    ObjectNode other = line.deepCopy();
    if (topic == Topic.ORDERS || topic == Topic.LEADS) {
      other.put("eventId", world.newId("again"));
      other.set("eventTime", world.object("t", world.time(4)).get("t"));
      world.of(topic).add(other);
    } else if (topic == Topic.SPEND) {
      other.put("cost", "99.125");
      world.of(topic).add(other);
    }
  }

  /** A line with one thing wrong. */
  private void invalid(Topic topic) {
    List<ObjectNode> lines = world.of(topic);
    if (lines.isEmpty()) {
      return;
    }
    ObjectNode line = lines.get(world.random().nextInt(lines.size())).deepCopy();
    if (line.has("eventId")) {
      line.put("eventId", world.newId("bad"));
    }
    if (line.has("orderId")) {
      line.put("orderId", world.newId("bad"));
    }
    boolean wasPlaced = line.has("status") && line.get("status").asText().equals("PLACED");
    if (line.has("orderId") && !wasPlaced) {
      return;
    }
    switch (world.random().nextInt(7)) {
      case 0 -> line.put("eventTime", latest.plusMillis(1).toString());
      case 1 -> line.put("eventTime", "1999-12-31T23:59:59.999Z");
      case 2 -> line.put("eventTime", latest.getEpochSecond());
      case 3 -> line.remove("eventTime");
      case 4 -> line.put("eventTime", latest.toString());
      default -> special(topic, line);
    }
    lines.add(line);
  }

  private void special(Topic topic, ObjectNode line) {
    switch (topic) {
      case INTERACTIONS -> {
        if (world.once(2)) {
          line.put("type", "TAP");
        } else {
          line.remove(List.of("visitorId", "customerId"));
        }
      }
      case LEADS -> line.put("stage", "HOT");
      case ORDERS -> {
        switch (world.random().nextInt(4)) {
          case 0 -> line.put("currency", "JPY");
          case 1 -> line.remove("lines");
          case 2 -> line.remove("status");
          default -> ((ObjectNode) line.get("lines").get(0)).put("quantity", 0);
        }
      }
      case SPEND -> {
        switch (world.random().nextInt(4)) {
          case 0 -> line.put("currency", "JPY");
          case 1 -> line.put("level", "KEYWORD");
          case 2 -> line.set("periodEnd", line.get("periodStart"));
          default -> line.remove("cost");
        }
      }
      case INVENTORY -> {
        if (world.once(2)) {
          line.put("onHand", 1).put("received", 1);
        } else {
          line.remove(List.of("onHand", "received"));
        }
      }
      default -> line.remove("customerId");
    }
  }

  /** A promotion or a target with one thing wrong. */
  private void invalidPlan(Topic topic) {
    ObjectNode line = world.of(topic).get(0).deepCopy();
    line.put("revision", 9);
    switch (world.random().nextInt(4)) {
      case 0 -> line.set("endTime", line.get("startTime"));
      case 1 -> line.put("curve", world.oneOf("0.5,0.4,1", "0.5,0.9", "0.2:0.5,1", "SOON"));
      case 2 -> line.remove("name");
      default -> {
        if (topic == Topic.PLANS) {
          line.put("measure", "happiness");
        } else {
          line.remove("startTime");
        }
      }
    }
    world.of(topic).add(line);
  }
}
