package io.campaignpulse.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.time.Instant;
import java.util.List;

/** Orders of a generated world that change after they were placed. */
final class TestingWorldChanges {

  private final TestingWorldLines world;

  TestingWorldChanges(TestingWorldLines world) {
    this.world = world;
  }

  /** Changes one order in three. */
  void change(ObjectNode placed, Instant time) {
    while (world.once(3)) {
      refund(placed, time);
    }
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
        switch (world.random().nextInt(3)) {
          case 0 -> event(order, time, "RETURNED", "amount", "-1");
          case 1 -> event(order, time, "RETURNED", "lines", List.of());
          default -> event(order, time, "RETURNED", "amount", "1").put("currency", "CHF");
        }
      }
    }
  }
}
