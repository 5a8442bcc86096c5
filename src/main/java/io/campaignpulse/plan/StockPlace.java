package io.campaignpulse.plan;

import org.jspecify.annotations.Nullable;

/**
 * A location where an article is counted, a dealer who sells it, or both; times are epoch
 * milliseconds, MAX_VALUE if never.
 *
 * @param name null for stock without location and sales without dealer
 * @param stockedSince the first count or receipt there
 * @param soldSince the first sale by that dealer
 */
public record StockPlace(@Nullable String name, long stockedSince, long soldSince) {

  private static final long NEVER = Long.MAX_VALUE;

  /** A place nothing is known of but its name. */
  static StockPlace named(@Nullable String name) {
    return new StockPlace(name, NEVER, NEVER);
  }

  /** The place after a count or a receipt. */
  StockPlace stocked(long time) {
    return new StockPlace(name, Math.min(stockedSince, time), soldSince);
  }

  /** The place after a sale. */
  StockPlace sold(long time) {
    return new StockPlace(name, stockedSince, Math.min(soldSince, time));
  }

  /** Whether stock was known there before an instant. */
  boolean isLocation(long before) {
    return stockedSince < before;
  }

  /** Whether it was a dealer with stock of its own before an instant. */
  boolean isDealerWithStock(long before) {
    return name != null && stockedSince < before && soldSince < before;
  }
}
