package io.campaignpulse.plan;

import io.campaignpulse.attribution.LineBooking;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.event.PricedOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What orders say about the sales of articles. The facts of an order follow from all that is known
 * of it, so order of arrival doesn't matter; what changes is told as the difference.
 */
public final class Sales {

  private Sales() {}

  /** What tells the facts of one order apart; those alike in it are one fact. */
  private record Key(
      String sku,
      @Nullable String promotionId,
      @Nullable String dealerId,
      long soldAt,
      long time,
      boolean costKnown) {

    static Key of(SaleFact fact) {
      return new Key(
          fact.sku(),
          fact.promotionId(),
          fact.dealerId(),
          fact.soldAt(),
          fact.time(),
          fact.cogsMicros() != null);
    }
  }

  /** The facts of an order; none while it isn't placed. */
  public static List<SaleFact> of(OrderBook order) {
    PricedOrder placed = order.placed();
    return placed == null
        ? List.of()
        : sum(order.lineBookings().stream().map(line -> fact(placed, line)).toList());
  }

  /** What leads from the facts told before to those that stand now. */
  public static List<SaleFact> difference(OrderBook before, OrderBook after) {
    Map<Key, SaleFact> changes = new LinkedHashMap<>();
    of(after).forEach(fact -> add(changes, fact));
    of(before).forEach(fact -> add(changes, negated(fact)));
    return changing(changes);
  }

  private static List<SaleFact> sum(List<SaleFact> facts) {
    Map<Key, SaleFact> sums = new LinkedHashMap<>();
    facts.forEach(fact -> add(sums, fact));
    return changing(sums);
  }

  private static List<SaleFact> changing(Map<Key, SaleFact> sums) {
    return sums.values().stream().filter(Sales::changesSomething).toList();
  }

  private static void add(Map<Key, SaleFact> sums, SaleFact fact) {
    sums.merge(Key.of(fact), fact, Sales::plus);
  }

  private static SaleFact fact(PricedOrder placed, LineBooking booking) {
    return new SaleFact(
        booking.line().sku(),
        booking.line().promotionId(),
        placed.dealerId(),
        placed.eventTime(),
        booking.time(),
        booking.unitsMicros(),
        booking.grossMicros(),
        booking.discountMicros(),
        booking.netMicros(),
        booking.cogsMicros());
  }

  private static SaleFact negated(SaleFact fact) {
    Long cogs = fact.cogsMicros();
    return new SaleFact(
        fact.sku(),
        fact.promotionId(),
        fact.dealerId(),
        fact.soldAt(),
        fact.time(),
        -fact.unitsMicros(),
        -fact.grossMicros(),
        -fact.discountMicros(),
        -fact.netMicros(),
        cogs == null ? null : -cogs);
  }

  private static SaleFact plus(SaleFact a, SaleFact b) {
    Long cogs = a.cogsMicros();
    Long more = b.cogsMicros();
    return new SaleFact(
        a.sku(),
        a.promotionId(),
        a.dealerId(),
        a.soldAt(),
        a.time(),
        Math.addExact(a.unitsMicros(), b.unitsMicros()),
        Math.addExact(a.grossMicros(), b.grossMicros()),
        Math.addExact(a.discountMicros(), b.discountMicros()),
        Math.addExact(a.netMicros(), b.netMicros()),
        cogs == null || more == null ? null : Math.addExact(cogs, more));
  }

  private static boolean changesSomething(SaleFact fact) {
    Long cogs = fact.cogsMicros();
    return fact.unitsMicros() != 0
        || fact.grossMicros() != 0
        || fact.discountMicros() != 0
        || fact.netMicros() != 0
        || (cogs != null && cogs != 0);
  }
}
