package io.campaignpulse.attribution;

import static io.campaignpulse.event.AttributedMeasure.COGS;
import static io.campaignpulse.event.AttributedMeasure.DISCOUNTS;
import static io.campaignpulse.event.AttributedMeasure.GROSS_REVENUE;
import static io.campaignpulse.event.AttributedMeasure.NET_REVENUE;
import static io.campaignpulse.event.AttributedMeasure.ORDERS;
import static io.campaignpulse.event.AttributedMeasure.REFUNDS;
import static io.campaignpulse.event.AttributedMeasure.UNITS;
import static io.campaignpulse.event.AttributedMeasure.UNITS_WITHOUT_COST;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.OriginalAmounts;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * The account of one order: what it was worth when placed and after each return or cancellation,
 * line by line and in all. Source: "Returns" in the contract. Changes have to come in their order.
 */
final class OrderAccount {

  private static final long NANOS_PER_MICRO = 1_000;

  private final OriginalAmounts placedIn;
  private final List<LineAccount> lines;
  private final List<LineBooking> lineBookings = new ArrayList<>();
  private final List<Booking> bookings = new ArrayList<>();
  private long net;
  private boolean voided;

  /** Opens the account of a placed order. */
  OrderAccount(PricedOrder placed) {
    placedIn = placed.original();
    lines = placed.lines().stream().map(LineAccount::new).toList();
    book(placed.eventTime(), CreditModels.ONE);
  }

  /** Whether units and money of an order fit the measures they are counted in. */
  static boolean isCountable(PricedOrder placed) {
    try {
      return !new OrderAccount(placed).bookings.isEmpty();
    } catch (ArithmeticException tooLarge) {
      return false;
    }
  }

  /** Whether every article a change names is in the order, and money is in its currency. */
  static boolean isReturnable(PricedOrder placed, PricedOrder change) {
    return change.status() == OrderStatus.CANCELLED
        || (isInCurrency(placed, change) && isBought(placed, change.lines()));
  }

  static boolean isInCurrency(PricedOrder placed, PricedOrder change) {
    return change.original().refundMicros() == null
        || change.original().currency().equals(placed.original().currency());
  }

  private static boolean isBought(PricedOrder placed, List<PricedLine> back) {
    return back.stream()
        .allMatch(line -> placed.lines().stream().anyMatch(l -> l.sku().equals(line.sku())));
  }

  /** Books a return or a cancellation at its own time. */
  void change(PricedOrder change) {
    Long refund = change.original().refundMicros();
    if (refund != null) {
      refund(refund);
    } else if (change.status() == OrderStatus.CANCELLED || change.lines().isEmpty()) {
      lines.forEach(LineAccount::takeAllBack);
    } else {
      change.lines().forEach(this::takeBack);
    }
    boolean nothingLeft = lines.stream().allMatch(LineAccount::isUsedUp);
    book(change.eventTime(), nothingLeft && !voided ? -CreditModels.ONE : 0);
    voided |= nothingLeft;
  }

  List<Booking> bookings() {
    return bookings;
  }

  /** The same line by line; lines that a change left alone are left out. */
  List<LineBooking> lineBookings() {
    return lineBookings;
  }

  /** Net to date, micros. */
  long net() {
    return net;
  }

  /** Whether nothing of the order is left. */
  boolean isVoided() {
    return voided;
  }

  /** Lines of the same article are used up in their order; what was never bought is nothing. */
  private void takeBack(PricedLine back) {
    long left = back.quantityMicros();
    for (LineAccount line : lines) {
      left -= line.takeBack(back.sku(), left);
    }
  }

  /** Gives money back without goods, at most the net of what is left, by the net of each line. */
  private void refund(long micros) {
    BigDecimal rate = Objects.requireNonNull(placedIn.rate());
    BigDecimal refund = BigDecimal.valueOf(micros).multiply(rate);
    long[] nets = lines.stream().mapToLong(LineAccount::netMicros).toArray();
    BigDecimal most = BigDecimal.valueOf(Math.max(0, LongStream.of(nets).sum()));
    long given = refund.setScale(0, RoundingMode.HALF_EVEN).min(most).longValueExact();
    if (given > 0) {
      long[] shares = LargestRemainder.splitBySigned(given, nets);
      for (int i = 0; i < shares.length; i++) {
        lines.get(i).refund(shares[i]);
      }
    }
  }

  private void book(long time, long orders) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[ORDERS.ordinal()] = orders;
    for (LineAccount line : lines) {
      LineBooking booking = line.book(time);
      if (booking != null) {
        lineBookings.add(booking);
        add(amounts, booking);
      }
    }
    long step = amounts[NET_REVENUE.ordinal()];
    amounts[REFUNDS.ordinal()] =
        amounts[GROSS_REVENUE.ordinal()] - amounts[DISCOUNTS.ordinal()] - step;
    net = Math.addExact(net, step);
    bookings.add(new Booking(time, amounts));
  }

  private static void add(long[] amounts, LineBooking line) {
    long units = Math.multiplyExact(line.unitsMicros(), NANOS_PER_MICRO);
    Long cogs = line.cogsMicros();
    add(amounts, UNITS, units);
    add(amounts, GROSS_REVENUE, line.grossMicros());
    add(amounts, DISCOUNTS, line.discountMicros());
    add(amounts, NET_REVENUE, line.netMicros());
    add(amounts, cogs == null ? UNITS_WITHOUT_COST : COGS, cogs == null ? units : cogs);
  }

  private static void add(long[] amounts, AttributedMeasure measure, long amount) {
    amounts[measure.ordinal()] = Math.addExact(amounts[measure.ordinal()], amount);
  }
}
