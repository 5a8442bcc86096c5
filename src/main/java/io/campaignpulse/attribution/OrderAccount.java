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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The account of one order: what it was worth when placed and after each return or cancellation. A
 * line's money after r of Q units came back is round-half-even(net·(Q−r)/Q) micros, cost of goods
 * alike. Source: "Returns" in the contract. Changes have to come in their order.
 */
final class OrderAccount {

  private static final long NANOS_PER_MICRO = 1_000;

  private final List<PricedLine> lines;
  private final long[] remaining;
  private final List<Booking> bookings = new ArrayList<>();
  private long[] standing = new long[AttributedMeasure.COUNT];
  private boolean voided;

  /** Opens the account of a placed order. */
  OrderAccount(PricedOrder placed) {
    lines = placed.lines();
    remaining = lines.stream().mapToLong(PricedLine::quantityMicros).toArray();
    long gross = 0;
    for (PricedLine line : lines) {
      gross = Math.addExact(gross, line.grossMicros());
    }
    long[] worth = worth();
    long[] made = worth.clone();
    made[ORDERS.ordinal()] = CreditModels.ONE;
    made[GROSS_REVENUE.ordinal()] = gross;
    made[DISCOUNTS.ordinal()] = Math.subtractExact(gross, made[NET_REVENUE.ordinal()]);
    bookings.add(new Booking(placed.eventTime(), made));
    standing = worth;
  }

  /** Whether units and money of an order fit the measures they are counted in. */
  static boolean isCountable(PricedOrder placed) {
    try {
      return !new OrderAccount(placed).bookings.isEmpty();
    } catch (ArithmeticException tooLarge) {
      return false;
    }
  }

  /** Whether every article a change names is in the order. */
  static boolean isReturnable(PricedOrder placed, PricedOrder change) {
    return change.status() == OrderStatus.CANCELLED
        || change.lines().stream()
            .allMatch(back -> placed.lines().stream().anyMatch(l -> l.sku().equals(back.sku())));
  }

  /** Books a return or a cancellation at its own time. */
  void change(PricedOrder change) {
    if (change.status() == OrderStatus.CANCELLED || change.lines().isEmpty()) {
      Arrays.fill(remaining, 0);
    } else {
      change.lines().forEach(back -> takeBack(back.sku(), back.quantityMicros()));
    }
    long[] worth = worth();
    long[] step = new long[worth.length];
    for (int m = 0; m < step.length; m++) {
      step[m] = worth[m] - standing[m];
    }
    step[REFUNDS.ordinal()] = -step[NET_REVENUE.ordinal()];
    boolean nothingLeft = Arrays.stream(remaining).allMatch(left -> left == 0);
    if (nothingLeft && !voided) {
      voided = true;
      step[ORDERS.ordinal()] = -CreditModels.ONE;
    }
    bookings.add(new Booking(change.eventTime(), step));
    standing = worth;
  }

  List<Booking> bookings() {
    return bookings;
  }

  /** Net to date, micros. */
  long net() {
    return standing[NET_REVENUE.ordinal()];
  }

  /** Whether nothing of the order is left. */
  boolean isVoided() {
    return voided;
  }

  /** Lines of the same article are used up in their order; what was never bought is nothing. */
  private void takeBack(String sku, long quantityMicros) {
    long left = quantityMicros;
    for (int i = 0; i < remaining.length; i++) {
      if (lines.get(i).sku().equals(sku)) {
        long taken = Math.min(left, remaining[i]);
        remaining[i] -= taken;
        left -= taken;
      }
    }
  }

  /** What remains, in the measures that shrink with it. */
  private long[] worth() {
    long[] worth = new long[AttributedMeasure.COUNT];
    for (int i = 0; i < remaining.length; i++) {
      PricedLine line = lines.get(i);
      long units = Math.multiplyExact(remaining[i], NANOS_PER_MICRO);
      long net = Math.subtractExact(line.grossMicros(), line.discountMicros());
      add(worth, UNITS, units);
      add(worth, NET_REVENUE, left(net, i));
      if (line.cogsMicros() == null) {
        add(worth, UNITS_WITHOUT_COST, units);
      } else {
        add(worth, COGS, left(line.cogsMicros(), i));
      }
    }
    return worth;
  }

  private long left(long micros, int i) {
    long bought = lines.get(i).quantityMicros();
    if (remaining[i] == bought) {
      return micros;
    }
    return BigDecimal.valueOf(micros)
        .multiply(BigDecimal.valueOf(remaining[i]))
        .divide(BigDecimal.valueOf(bought), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private static void add(long[] worth, AttributedMeasure measure, long amount) {
    worth[measure.ordinal()] = Math.addExact(worth[measure.ordinal()], amount);
  }
}
