package io.campaignpulse.attribution;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.PricedOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of one order: all that was reported on it. Changes may come before it and wait for it; the
 * account is made of the set of them, so order of arrival doesn't matter. Mutable: it belongs to
 * the keyed state of its order.
 *
 * @param placed the first that placed it, by (eventTime, eventId); null until one comes
 * @param changes updates, returns and cancellations: in effect, waiting, repeated or refused
 */
public record OrderBook(@Nullable PricedOrder placed, List<PricedOrder> changes) {

  /** An order nobody has heard of. */
  public static OrderBook empty() {
    return new OrderBook(null, new ArrayList<>());
  }

  /**
   * Effect of an event on the state.
   *
   * @param accepted events that count now and didn't before
   * @param refused events that are refused now and weren't before
   * @param restored refused events that aren't any more: an update has brought what they lacked
   * @param duplicates how many more events are duplicates
   */
  public record Step(
      OrderBook book,
      List<PricedOrder> accepted,
      List<PricedOrder> refused,
      List<PricedOrder> restored,
      int duplicates) {}

  /**
   * Adds an event. An order too large to count is refused for good; other changes that don't fit
   * the order stay, because an update may bring what they lack.
   */
  public Step apply(PricedOrder event) {
    if (event.status() != OrderStatus.PLACED) {
      return stepTo(new OrderBook(placed, with(event)), 0);
    }
    if (!OrderAccount.isCountable(event)) {
      return new Step(this, List.of(), List.of(event), List.of(), 0);
    }
    PricedOrder known = placed;
    if (known == null) {
      return stepTo(new OrderBook(event, changes), 0);
    }
    boolean isFirst = OrderChanges.ORDER.compare(event, known) < 0;
    PricedOrder first = isFirst ? event : known;
    PricedOrder again = isFirst ? known : event;
    return again.revision() == null
        ? stepTo(new OrderBook(first, changes), 1)
        : stepTo(new OrderBook(first, with(again)), 0);
  }

  private List<PricedOrder> with(PricedOrder change) {
    List<PricedOrder> more = new ArrayList<>(changes);
    more.add(change);
    return more;
  }

  private Step stepTo(OrderBook after, int repeated) {
    OrderChanges was = sorted();
    OrderChanges is = after.sorted();
    return new Step(
        after,
        without(after.counted(), counted()),
        without(is.refused(), was.refused()),
        without(was.refused(), is.refused()),
        repeated + is.repeated().size() - was.repeated().size());
  }

  private static List<PricedOrder> without(List<PricedOrder> events, List<PricedOrder> others) {
    return events.isEmpty() || others.isEmpty()
        ? events
        : events.stream().filter(event -> !others.contains(event)).toList();
  }

  /** The changes by what becomes of them; none while the order isn't placed. */
  private OrderChanges sorted() {
    return placed == null ? OrderChanges.NONE : OrderChanges.of(placed, changes);
  }

  /** The events that count, the order first; none while it isn't placed. */
  public List<PricedOrder> counted() {
    PricedOrder order = placed;
    if (order == null) {
      return List.of();
    }
    List<PricedOrder> counted = new ArrayList<>();
    counted.add(order);
    counted.addAll(sorted().counted());
    return counted;
  }

  /** The changes that don't fit the order; all of them while it isn't placed. */
  public List<PricedOrder> refused() {
    return placed == null ? changes : sorted().refused();
  }

  /** The field and fact for which one of {@link #refused} is refused. */
  public String whyRefused(PricedOrder event) {
    PricedOrder order = placed;
    if (order == null && !event.status().equals(OrderStatus.PLACED)) {
      return "orderId: no such order was placed";
    }
    boolean isForeign =
        order != null && !order.original().currency().equals(event.original().currency());
    if (event.status().listsWholeOrder()) {
      return isForeign ? "currency: not that of the order" : "lines: too large to count";
    }
    return event.original().refundMicros() == null
        ? "lines: the order lacks a sku"
        : "amount: not in the currency of the order";
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

  /** The conversions of which others show nothing, or another person's; they must be retracted. */
  public List<Conversion> conversionsNotIn(List<Conversion> others) {
    return Conversions.notIn(conversions(), others);
  }

  /** What was booked for each line of the order so far; none while it isn't placed. */
  public List<LineBooking> lineBookings() {
    return placed == null ? List.of() : account(placed).lineBookings();
  }

  private OrderAccount account(PricedOrder order) {
    OrderAccount account = new OrderAccount(order);
    OrderChanges.of(order, changes).counted().forEach(account::change);
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
      return expiring(since() < instant - retention ? empty() : this, List.of());
    }
    List<PricedOrder> waiting = new ArrayList<>();
    List<PricedOrder> expired = new ArrayList<>();
    for (PricedOrder change : changes) {
      (change.eventTime() < instant - patience ? expired : waiting).add(change);
    }
    return expiring(new OrderBook(null, waiting), expired);
  }

  private static Step expiring(OrderBook book, List<PricedOrder> expired) {
    return new Step(book, List.of(), expired, List.of(), 0);
  }
}
