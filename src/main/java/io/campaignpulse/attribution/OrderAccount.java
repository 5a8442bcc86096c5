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
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.ingest.Pricing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The account of one order: what it was worth when placed and after each return or cancellation,
 * line by line and in all. Source: "Returns" in the contract. Changes have to come in their order.
 */
final class OrderAccount {

  private static final long NANOS_PER_MICRO = 1_000;

  private final PricedOrder placed;
  private final List<PricedOrder> takenBack = new ArrayList<>();
  private List<LineAccount> lines;
  private List<LineAccount> replaced = List.of();
  private final List<LineBooking> lineBookings = new ArrayList<>();
  private final List<Booking> bookings = new ArrayList<>();
  private long net;
  private boolean voided;

  /** Opens the account of a placed order. */
  OrderAccount(PricedOrder placed) {
    this.placed = placed;
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

  /** Whether an update can replace the lines of an order. */
  static boolean isUpdatable(PricedOrder placed, PricedOrder update) {
    try {
      return placed.original().currency().equals(update.original().currency())
          && !lines(placed, update).isEmpty();
    } catch (ArithmeticException tooLarge) {
      return false;
    }
  }

  /** Whether what is given back without goods is in the currency of an order. */
  static boolean isInCurrency(PricedOrder placed, PricedOrder change) {
    return change.original().refundMicros() == null
        || change.original().currency().equals(placed.original().currency());
  }

  /** Lines of an update at the rate of the order's time. */
  private static List<PricedLine> lines(PricedOrder placed, PricedOrder update) {
    BigDecimal rate = Objects.requireNonNull(placed.original().rate());
    return Pricing.lines(update.original().lines(), rate);
  }

  /** Books an update, a return or a cancellation at its own time. */
  void change(PricedOrder change) {
    if (change.status().listsWholeOrder()) {
      replaceLines(lines(placed, change));
    } else {
      takenBack.add(change);
      takeBack(change);
    }
    boolean nothingLeft = lines.stream().allMatch(LineAccount::isUsedUp);
    long orders = nothingLeft == voided ? 0 : CreditModels.ONE;
    book(change.eventTime(), nothingLeft ? -orders : orders);
    voided = nothingLeft;
  }

  /** Replaces the lines as of the order's time: what was taken back before is taken of them. */
  private void replaceLines(List<PricedLine> bought) {
    List<LineAccount> before = new ArrayList<>(lines);
    lines = bought.stream().map(line -> LineAccount.replacing(before, line)).toList();
    replaced = before;
    takenBack.forEach(this::takeBack);
  }

  private void takeBack(PricedOrder change) {
    Long refund = change.original().refundMicros();
    if (refund != null) {
      refund(refund);
    } else if (change.status() == OrderStatus.CANCELLED || change.lines().isEmpty()) {
      lines.forEach(LineAccount::takeAllBack);
    } else {
      change.lines().forEach(this::takeBack);
    }
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
    BigDecimal rate = Objects.requireNonNull(placed.original().rate());
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
    replaced.forEach(line -> book(line.close(time), amounts));
    replaced = List.of();
    lines.forEach(line -> book(line.book(time), amounts));
    long step = amounts[NET_REVENUE.ordinal()];
    amounts[REFUNDS.ordinal()] =
        amounts[GROSS_REVENUE.ordinal()] - amounts[DISCOUNTS.ordinal()] - step;
    net = Math.addExact(net, step);
    bookings.add(new Booking(time, amounts));
  }

  private void book(@Nullable LineBooking booking, long[] amounts) {
    if (booking != null) {
      lineBookings.add(booking);
      add(amounts, booking);
    }
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
