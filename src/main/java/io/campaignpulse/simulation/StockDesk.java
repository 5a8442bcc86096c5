package io.campaignpulse.simulation;

import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Topic;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Deliveries to the warehouse and the dealer: every two hours by the clock, always the same. When
 * an article sells out, somebody counts that nothing is left.
 */
final class StockDesk {

  private static final long EVERY = 2 * 3_600_000L;
  private static final String SKU = "road-shoe";
  private static final double FOR_WAREHOUSE = 2;
  private static final double FOR_DEALER = 0.4;
  private static final long UNDER_WAY = 900;

  private final double eventsPerSecond;
  private final OptionalLong soldOutAt;

  StockDesk(double eventsPerSecond, IncidentEffects effects) {
    this.eventsPerSecond = eventsPerSecond;
    this.soldOutAt = effects.soldOutAt();
  }

  /** Delivers what was counted in the second that ends at {@code now}. */
  void count(long now, Consumer<Delivery> deliveries) {
    if (soldOutAt.isEmpty() || soldOutAt.getAsLong() < now - 1000 || soldOutAt.getAsLong() >= now) {
      return;
    }
    for (String location : List.of(MarketPlans.WAREHOUSE, MarketPlans.DEALER)) {
      deliveries.accept(
          MarketPlans.count(
              "gone", IncidentEffects.SOLD_OUT_SKU, location, 0, soldOutAt.getAsLong()));
    }
  }

  /** Delivers what came in at exactly {@code now}. */
  void receive(long now, Consumer<Delivery> deliveries) {
    if (now % EVERY == 0) {
      receive(now, MarketPlans.WAREHOUSE, FOR_WAREHOUSE, deliveries);
      receive(now, MarketPlans.DEALER, FOR_DEALER, deliveries);
    }
  }

  private void receive(
      long now, String location, double unitsPerRate, Consumer<Delivery> deliveries) {
    long units = Math.max(1, Math.round(unitsPerRate * eventsPerSecond));
    long arrival = now + UNDER_WAY;
    deliveries.accept(
        Delivery.of(
            arrival,
            Topic.INVENTORY,
            SKU,
            new InventoryEvent(
                "in-" + location + "-" + Long.toString(now / 1000, Character.MAX_RADIX),
                now,
                SKU,
                location,
                null,
                MarketPlans.wholes(units),
                new Origin(0, 0, null, arrival))));
  }
}
