package io.campaignpulse.plan;

/**
 * The opening stock of a promotion, in the place of a count that is missing: the count of one
 * location at the start, in force until the article is counted. Takes entries in their order.
 */
final class OpeningStock {

  private final long start;
  private long onHand;
  private boolean counted;

  OpeningStock(long unitsMicros, long start) {
    this.start = start;
    onHand = unitsMicros;
  }

  void apply(StockEntry entry) {
    switch (entry.kind()) {
      case COUNT -> counted = true;
      case RECEIPT -> onHand += entry.time() < start ? 0 : entry.unitsMicros();
      case SALE -> onHand -= entry.time() < start ? 0 : entry.unitsMicros();
    }
  }

  /** Whether no count says more by an instant, after all that happened at it. */
  boolean holdsAt(long instant) {
    return !counted && instant >= start;
  }

  /** Units on hand in millionths, below 0 when oversold. */
  long onHand() {
    return onHand;
  }
}
