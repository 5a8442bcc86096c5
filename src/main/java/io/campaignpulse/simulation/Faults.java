package io.campaignpulse.simulation;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What goes wrong on the way: things sent twice, and things nobody can use. */
final class Faults {

  private static final double TWICE = 0.004;
  private static final double USELESS = 0.002;

  /** Orders in a currency nobody has a rate for, as a part of what is useless. */
  private static final double FOREIGN = 0.03;

  private static final long HOUR = 3_600_000;

  private final double eventsPerSecond;

  Faults(double eventsPerSecond) {
    this.eventsPerSecond = eventsPerSecond;
  }

  /** Delivers it again, now and then, up to some seconds later. */
  void maybeAgain(Delivery delivery, Chance chance, Consumer<Delivery> deliveries) {
    if (chance.happens(TWICE)) {
      deliveries.accept(delivery.at(delivery.arrivalTime() + 50 + chance.below(20_000)));
    }
  }

  /** Delivers the useless records of one second. */
  void useless(long second, Chance chance, Consumer<Delivery> deliveries) {
    int count = chance.poisson(eventsPerSecond * USELESS);
    for (int i = 0; i < count; i++) {
      String id = "x-" + Long.toString(second / 1000, Character.MAX_RADIX) + "-" + i;
      deliveries.accept(uselessOne(id, second + chance.below(1000), chance));
    }
  }

  private static Delivery uselessOne(String id, long now, Chance chance) {
    if (chance.happens(FOREIGN)) {
      return orderWithoutRate(id, now);
    }
    return switch (chance.below(5)) {
      case 0 -> garbage(now, chance.bytes(5 + chance.below(40)));
      case 1 -> garbage(now, "{\"eventId\":\"".getBytes(StandardCharsets.UTF_8));
      case 2 -> interaction("", now, now);
      case 3 -> interaction(id, now + 3 * HOUR, now);
      default -> interaction(id, now / 1000, now);
    };
  }

  private static Delivery garbage(long now, byte[] bytes) {
    return new Delivery(now, Topic.INTERACTIONS, "broken", new Payload.Garbage(bytes));
  }

  private static Delivery interaction(String eventId, long eventTime, long now) {
    return Delivery.of(
        now,
        Topic.INTERACTIONS,
        "v-0",
        new Interaction(
            eventId,
            eventTime,
            InteractionType.CLICK,
            "v-0",
            null,
            "brand-search",
            "PAID_SEARCH",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            true,
            new Origin(0, 0, null, now)));
  }

  private static Delivery orderWithoutRate(String id, long now) {
    return Delivery.of(
        now,
        Topic.ORDERS,
        id,
        new OrderEvent(
            "e" + id,
            now,
            id,
            OrderStatus.PLACED,
            "c-0",
            null,
            null,
            "XTS",
            List.of(new OrderLine("trail-shoe", 1_000_000, 50_000_000, 0, null, null)),
            null,
            null,
            null,
            new Origin(0, 0, null, now)));
  }
}
