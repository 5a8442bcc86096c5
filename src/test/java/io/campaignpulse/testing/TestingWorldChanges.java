package io.campaignpulse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Orders of a generated world that change after they were placed, and leads that go back. */
final class TestingWorldChanges {

  private final TestingWorldLines world;

  TestingWorldChanges(TestingWorldLines world) {
    this.world = world;
  }

  /** Says of some stages of leads that they are gone back to. */
  void reopen(ObjectNode lead) {
    if (world.once(4)) {
      lead.put("reopened", !world.once(6));
    }
  }

  /** Changes one order in three. */
  void change(ObjectNode placed, Instant time) {
    while (world.once(3)) {
      if (world.once(2)) {
        refund(placed, time);
      } else {
        update(placed, time);
      }
    }
  }

  /** Lists the order anew: some of it, some of it otherwise, some of it new. */
  private void update(ObjectNode placed, Instant time) {
    List<ObjectNode> lines = new ArrayList<>();
    for (JsonNode line : placed.get("lines")) {
      if (!world.once(3)) {
        ObjectNode kept = line.deepCopy();
        lines.add(world.once(3) ? kept.put("quantity", world.upTo(5)) : kept);
      }
    }
    if (lines.isEmpty() || world.once(3)) {
      lines.add(
          world.object(
              "sku",
              world.own(world.oneOf("B", "C", "D")),
              "quantity",
              world.upTo(4),
              "unitPrice",
              world.upTo(40) + ".35",
              "discount",
              world.once(3) ? "1.2" : null,
              "unitCost",
              world.once(3) ? null : "2.2"));
    }
    boolean isAgain = world.once(2);
    ObjectNode update = event(placed, time, isAgain ? "PLACED" : "UPDATED", "lines", lines);
    if (isAgain || world.once(3)) {
      update.put("revision", world.upTo(4));
    }
    if (world.once(2)) {
      event(placed, time, "RETURNED", "lines", List.of(back(lines)));
    }
  }

  private ObjectNode back(List<ObjectNode> lines) {
    ObjectNode of = lines.get(world.random().nextInt(lines.size()));
    return world.object("sku", of.get("sku").asText(), "quantity", world.upTo(3), "unitPrice", 1);
  }

  /** Gives money back without goods, at times more than was paid. */
  private void refund(ObjectNode placed, Instant time) {
    ObjectNode refund =
        event(placed, time, "RETURNED", "amount", world.upTo(90) + "." + world.upTo(999_999));
    if (world.once(2)) {
      refund.putArray("lines");
    }
  }

  private ObjectNode event(
      ObjectNode placed, Instant time, String status, String field, Object value) {
    return world.add(
        Topic.ORDERS,
        "eventId",
        world.newId("o"),
        "eventTime",
        world.once(5) ? time.minusSeconds(1800L * world.upTo(9)) : world.after(time, 24),
        "orderId",
        placed.get("orderId").asText(),
        "status",
        status,
        "currency",
        placed.get("currency").asText(),
        field,
        value);
  }

  /** Adds changes of which each has one thing wrong. */
  void spoil() {
    for (ObjectNode order : List.copyOf(world.of(Topic.ORDERS))) {
      String status = order.path("status").asText();
      if (status.equals("PLACED") && world.once(12)) {
        Instant time = world.time(4);
        switch (world.random().nextInt(5)) {
          case 3 ->
              event(order, time, "UPDATED", "lines", order.get("lines")).put("currency", "CHF");
          case 4 -> order.put("revision", world.upTo(3));
          case 0 -> event(order, time, "RETURNED", "amount", "-1");
          case 1 -> event(order, time, "RETURNED", "lines", List.of());
          default -> event(order, time, "RETURNED", "amount", "1").put("currency", "CHF");
        }
      }
    }
  }
}
