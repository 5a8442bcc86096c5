package io.campaignpulse.attribution;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.ingest.Utf8Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was reported on one order. Returns and cancellations may come before it and wait for it;
 * the account is made of the set of them, so order of arrival doesn't matter. Mutable: it belongs
 * to the keyed state of its order.
 *
 * @param placed null until it comes
 * @param changes returns and cancellations, accepted or waiting
 */
public record OrderBook(@Nullable PricedOrder placed, List<PricedOrder> changes) {

  /** An order nobody has heard of. */
  public static OrderBook empty() {
    return new OrderBook(null, new ArrayList<>());
  }

  /** What an event did to the book. */
  public record Step(OrderBook book, List<PricedOrder> accepted, List<PricedOrder> refused) {

    /** The fact that was wrong with a refused event. */
    public String whyRefused(PricedOrder event) {
      if (event.status() == OrderStatus.PLACED) {
        return "lines: too large to count";
      }
      return event.original().refundMicros() == null
          ? "lines: the order lacks a sku"
          : "amount: not in the currency of the order";
    }
  }

  /**
   * Takes in an event. Changes that name an article the order lacks are refused, before or after
   * having waited; so is an order too large to count.
   */
  public Step apply(PricedOrder event) {
    List<PricedOrder> waiting = new ArrayList<>(changes);
    if (event.status() != OrderStatus.PLACED) {
      if (placed == null) {
        waiting.add(event);
        return new Step(new OrderBook(null, waiting), List.of(), List.of());
      }
      if (!OrderAccount.isReturnable(placed, event)) {
        return new Step(this, List.of(), List.of(event));
      }
      waiting.add(event);
      return new Step(new OrderBook(placed, waiting), List.of(event), List.of());
    }
    if (!OrderAccount.isCountable(event)) {
      return new Step(this, List.of(), List.of(event));
    }
    List<PricedOrder> accepted = new ArrayList<>();
    accepted.add(event);
    List<PricedOrder> refused = new ArrayList<>();
    for (PricedOrder change : changes) {
      (OrderAccount.isReturnable(event, change) ? accepted : refused).add(change);
    }
    waiting.removeAll(refused);
    return new Step(new OrderBook(event, waiting), accepted, refused);
  }

  /** The order as a conversion, with all that came back so far; null while it isn't placed. */
  public @Nullable Conversion conversion() {
    if (placed == null) {
      return null;
    }
    OrderAccount account = account(placed);
    return new Conversion(
        placed.orderId(),
        ConversionType.ORDER,
        placed.eventId(),
        placed.eventTime(),
        placed.eventTime(),
        placed.eventTime(),
        placed.customerId(),
        placed.visitorId(),
        placed.leadId(),
        placed.dealerId(),
        Evidence.of(placed),
        account.bookings(),
        account.net(),
        account.isVoided());
  }

  /** The order as the only conversion it is, or none while it isn't placed. */
  public List<Conversion> conversions() {
    Conversion conversion = conversion();
    return conversion == null ? List.of() : List.of(conversion);
  }

  /** What was booked for each line of the order so far; none while it isn't placed. */
  public List<LineBooking> lineBookings() {
    return placed == null ? List.of() : account(placed).lineBookings();
  }

  private OrderAccount account(PricedOrder order) {
    OrderAccount account = new OrderAccount(order);
    changes.stream()
        .sorted(
            Comparator.comparingLong(PricedOrder::eventTime)
                .thenComparing(PricedOrder::eventId, Utf8Order::compare))
        .forEach(account::change);
    return account;
  }

  /** When the first thing known of the order happened, epoch milliseconds. */
  public long since() {
    return placed != null
        ? placed.eventTime()
        : changes.stream().mapToLong(PricedOrder::eventTime).min().orElse(Long.MIN_VALUE);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return placed == null && changes.isEmpty();
  }

  /** Whether the order itself is known. */
  public boolean isPlaced() {
    return placed != null;
  }

  /**
   * When it has something to forget, epoch milliseconds.
   *
   * @param retention how long an order is kept after it was placed, milliseconds
   * @param patience how long returns and cancellations wait for their order, milliseconds
   */
  public long expiresAt(long retention, long patience) {
    return since() + (isPlaced() ? retention : patience);
  }

  /**
   * Forgets as of an instant (epoch milliseconds): an order that is past its retention, and changes
   * that waited in vain, which are refused.
   */
  public Step forget(long instant, long retention, long patience) {
    if (placed != null) {
      return new Step(since() < instant - retention ? empty() : this, List.of(), List.of());
    }
    List<PricedOrder> waiting = new ArrayList<>();
    List<PricedOrder> expired = new ArrayList<>();
    for (PricedOrder change : changes) {
      (change.eventTime() < instant - patience ? expired : waiting).add(change);
    }
    return new Step(new OrderBook(null, waiting), List.of(), expired);
  }
}
