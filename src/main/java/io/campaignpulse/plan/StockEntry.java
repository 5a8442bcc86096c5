package io.campaignpulse.plan;

import java.util.Comparator;

/**
 * One thing that happened to the stock of an article. What is alike in time, kind, place and time
 * of the order is one entry.
 *
 * @param time epoch milliseconds
 * @param place number of the location counted or supplied, or of the dealer who sold
 * @param soldAt of a sale, when its order was placed; else 0
 * @param unitsMicros units counted, received, or sold (below 0: come back), in millionths
 * @param netMicros of a sale, net revenue in micros; else 0
 * @param eventId of a count: of two at one instant the larger id stands; else empty
 */
record StockEntry(
    long time,
    Kind kind,
    int place,
    long soldAt,
    long unitsMicros,
    long netMicros,
    String eventId) {

  /** The order of what happens: at one instant counts come before receipts, sales last. */
  static final Comparator<StockEntry> ORDER =
      Comparator.comparingLong(StockEntry::time)
          .thenComparing(StockEntry::kind)
          .thenComparingInt(StockEntry::place)
          .thenComparingLong(StockEntry::soldAt);

  /** What happened. */
  enum Kind {
    COUNT,
    RECEIPT,
    SALE
  }

  static StockEntry count(long time, int place, long units, String eventId) {
    return new StockEntry(time, Kind.COUNT, place, 0, units, 0, eventId);
  }

  static StockEntry receipt(long time, int place, long units) {
    return new StockEntry(time, Kind.RECEIPT, place, 0, units, 0, "");
  }

  static StockEntry sale(long time, int place, long soldAt, long units, long net) {
    return new StockEntry(time, Kind.SALE, place, soldAt, units, net, "");
  }

  /** Whether it is the sale of an order placed in [from, until), or came back of one within it. */
  boolean isSoldWithin(long from, long until) {
    return kind == Kind.SALE && from <= Math.min(time, soldAt) && Math.max(time, soldAt) < until;
  }

  /** Both as one, at the time of this. */
  StockEntry plus(StockEntry other) {
    return new StockEntry(
        time,
        kind,
        place,
        soldAt,
        Math.addExact(unitsMicros, other.unitsMicros),
        Math.addExact(netMicros, other.netMicros),
        eventId);
  }

  /** Whether it could as well be left out. */
  boolean changesNothing() {
    return kind == Kind.SALE && unitsMicros == 0 && netMicros == 0;
  }
}
