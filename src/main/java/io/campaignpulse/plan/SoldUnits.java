package io.campaignpulse.plan;

/**
 * What was sold in a time and did not come back in it: sales of orders placed in [from, until),
 * less what came back of them within it; epoch milliseconds.
 */
final class SoldUnits {

  private final long from;
  private final long until;
  private long unitsMicros;
  private long netMicros;

  SoldUnits(long from, long until) {
    this.from = from;
    this.until = until;
  }

  void add(StockEntry sale) {
    if (sale.isSoldWithin(from, until)) {
      unitsMicros = Math.addExact(unitsMicros, sale.unitsMicros());
      netMicros = Math.addExact(netMicros, sale.netMicros());
    }
  }

  /** Units in millionths. */
  long unitsMicros() {
    return unitsMicros;
  }

  /** Net revenue of these units, in micros. */
  long netMicros() {
    return netMicros;
  }
}
