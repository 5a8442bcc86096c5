package io.campaignpulse.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a past has to be kept so that units on hand stay right after it: of each location the
 * latest count and one receipt for all since, of each dealer one sale for all since the latest
 * count of its pool. Takes entries in their order.
 */
final class StockSummary {

  private final StockPools pools;
  private final Map<Integer, StockEntry> counts = new HashMap<>();
  private final Map<Integer, StockEntry> receipts = new HashMap<>();
  private final Map<Integer, StockEntry> sales = new HashMap<>();

  StockSummary(StockPools pools) {
    this.pools = pools;
  }

  void add(StockEntry entry) {
    switch (entry.kind()) {
      case COUNT -> {
        counts.put(entry.place(), entry);
        receipts.remove(entry.place());
        int pool = pools.of(entry.place());
        sales.keySet().removeIf(dealer -> pools.tells(pool, pools.of(dealer)));
      }
      case RECEIPT -> receipts.merge(entry.place(), entry, (sum, next) -> next.plus(sum));
      case SALE -> sales.merge(entry.place(), entry, (sum, next) -> next.plus(sum));
    }
  }

  List<StockEntry> entries() {
    List<StockEntry> entries = new ArrayList<>(counts.values());
    entries.addAll(receipts.values());
    entries.addAll(sales.values());
    return entries;
  }
}
