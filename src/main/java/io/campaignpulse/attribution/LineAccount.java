package io.campaignpulse.attribution;

import io.campaignpulse.event.PricedLine;
import io.campaignpulse.ingest.Decimals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account of one line of an order. Its money after r of Q units came back is
 * round-half-even(net·(Q−r)/Q) micros, cost of goods alike. After money was given back without
 * goods, net and Q are those of the units that were left then. Source: "Returns" in the contract.
 */
final class LineAccount {

  private final PricedLine line;
  private long remaining;
  private long refundedQuantity;
  private long refundedNet;
  private @Nullable LineBooking standing;

  /** Opens the account of a line nothing came back of. */
  LineAccount(PricedLine line) {
    this.line = line;
    remaining = line.quantityMicros();
    refundedQuantity = remaining;
    refundedNet = Math.subtractExact(line.grossMicros(), line.discountMicros());
  }

  /**
   * Opens the account of a line of an updated order. It goes on where an equal one stood before,
   * which is removed from those.
   */
  static LineAccount replacing(List<LineAccount> before, PricedLine line) {
    LineAccount account = new LineAccount(line);
    for (LineAccount old : before) {
      if (old.line.equals(line)) {
        account.standing = old.standing;
        before.remove(old);
        break;
      }
    }
    return account;
  }

  /** Takes units of an article back, at most what is left; tells how many it took. */
  long takeBack(String sku, long quantityMicros) {
    long taken = line.sku().equals(sku) ? Math.min(quantityMicros, remaining) : 0;
    remaining -= taken;
    return taken;
  }

  /** Takes back what is left. */
  void takeAllBack() {
    remaining = 0;
  }

  /** Gives money back for the units that are left; those without money get none. */
  void refund(long micros) {
    if (micros != 0) {
      refundedNet = Math.subtractExact(netMicros(), micros);
      refundedQuantity = remaining;
    }
  }

  /** Net to date, micros. */
  long netMicros() {
    return Decimals.portion(refundedNet, remaining, refundedQuantity);
  }

  boolean isUsedUp() {
    return remaining == 0;
  }

  /** Books what has changed since it was last asked; null if nothing has. */
  @Nullable LineBooking book(long time) {
    LineBooking before = standing;
    if (before != null && before.unitsMicros() == remaining && before.netMicros() == netMicros()) {
      return null;
    }
    LineBooking after = worth(time);
    standing = after;
    return before == null ? after : difference(before, after);
  }

  /** Books that the line isn't in the order any more; null if it was worth nothing. */
  @Nullable LineBooking close(long time) {
    LineBooking before = standing;
    if (before == null) {
      return null;
    }
    LineBooking nothing =
        new LineBooking(line, time, 0, 0, 0, 0, before.cogsMicros() == null ? null : 0L);
    return difference(before, nothing);
  }

  private LineBooking worth(long time) {
    Long cogs = line.cogsMicros();
    return new LineBooking(
        line,
        time,
        remaining,
        line.grossMicros(),
        line.discountMicros(),
        netMicros(),
        cogs == null ? null : Decimals.portion(cogs, remaining, line.quantityMicros()));
  }

  private static LineBooking difference(LineBooking before, LineBooking after) {
    Long cogs = after.cogsMicros();
    Long cogsBefore = before.cogsMicros();
    return new LineBooking(
        after.line(),
        after.time(),
        after.unitsMicros() - before.unitsMicros(),
        after.grossMicros() - before.grossMicros(),
        after.discountMicros() - before.discountMicros(),
        after.netMicros() - before.netMicros(),
        cogs == null || cogsBefore == null ? null : cogs - cogsBefore);
  }
}
