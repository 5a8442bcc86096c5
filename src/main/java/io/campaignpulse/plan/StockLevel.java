package io.campaignpulse.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The units on hand of one article, followed from entry to entry in their order: the latest count
 * of each location and receipts since, less what was sold since the latest count of its pool. A
 * pool is known from its first count or receipt on. Source: "Stock" in the contract.
 */
final class StockLevel {

  private final StockPools pools;
  private final long[] stock;
  private final long[] sold;
  private final boolean[] known;
  private boolean anyKnown;
  private long onHand;

  /** Knows nothing yet. */
  StockLevel(List<StockPlace> places, StockPools pools) {
    this.pools = pools;
    stock = new long[places.size()];
    sold = new long[pools.size()];
    known = new boolean[pools.size()];
  }

  /** Units on hand in millionths, below 0 when oversold; null if there is no count or receipt. */
  @Nullable Long onHand() {
    return anyKnown ? onHand : null;
  }

  void apply(StockEntry entry) {
    int place = entry.place();
    int pool = pools.of(place);
    switch (entry.kind()) {
      case COUNT -> {
        know(pool);
        settle(pool);
        add(place, entry.unitsMicros() - stock[place]);
      }
      case RECEIPT -> {
        know(pool);
        add(place, entry.unitsMicros());
      }
      case SALE -> {
        sold[pool] = Math.addExact(sold[pool], entry.unitsMicros());
        onHand -= known[pool] ? entry.unitsMicros() : 0;
      }
    }
  }

  private void add(int place, long units) {
    stock[place] = Math.addExact(stock[place], units);
    onHand = Math.addExact(onHand, units);
  }

  private void know(int pool) {
    anyKnown = true;
    for (int p : new int[] {pool, StockPools.SHARED}) {
      if (pools.tells(pool, p) && !known[p]) {
        known[p] = true;
        onHand -= sold[p];
      }
    }
  }

  private void settle(int pool) {
    for (int p : new int[] {pool, StockPools.SHARED}) {
      if (pools.tells(pool, p)) {
        onHand += sold[p];
        sold[p] = 0;
      }
    }
  }
}
