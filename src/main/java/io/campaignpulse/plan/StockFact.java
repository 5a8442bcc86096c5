package io.campaignpulse.plan;

import io.campaignpulse.event.InventoryEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to the stock of an article: a sale or its return, or a count or receipt.
 */
public record StockFact(String sku, @Nullable SaleFact sale, @Nullable InventoryEvent inventory) {

  /** A sale, or what came back of one. */
  public static StockFact of(SaleFact sale) {
    return new StockFact(sale.sku(), sale, null);
  }

  /** A count or a receipt. */
  public static StockFact of(InventoryEvent event) {
    return new StockFact(event.sku(), null, event);
  }
}
