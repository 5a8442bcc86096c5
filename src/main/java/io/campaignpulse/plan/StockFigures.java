package io.campaignpulse.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stock of an article, or of all articles of a promotion, over the promotion's period to date
 * (docs/metrics.md, "Stock"). Units are in millionths, money in micros of the reporting currency,
 * times epoch milliseconds. Only what adds up is kept; what is unknown of one article is unknown of
 * the sum.
 *
 * @param openingMicros units on hand at the start: as the catalogue has it, else by the last counts
 *     at or before it; null where nothing tells
 * @param receivedMicros units received since the start
 * @param soldMicros units of orders placed in the period, less what came back of them in it
 * @param netMicros net revenue of these units
 * @param onHandMicros units on hand now, at the latest at the end; below 0 when oversold; null
 *     without any count or receipt
 * @param soldOutAt since when there are none; null while there are, and where that is unknown
 * @param outOfStock the times without stock in the period to date, in their order; of several
 *     articles the times when all of them were out of stock
 * @param weeklyMicros average units a week of the trailing window
 * @param discountCostMicros what the units sold would have brought more at list price; below 0
 *     where they brought more; null without a list price
 * @param marginGivenUpMicros the part of it on units expected without the promotion, at most all
 *     that were sold; null without list price or baseline
 * @param expectedMicros units expected to date without the promotion: baseline per day times days
 *     in stock; null without a baseline
 */
public record StockFigures(
    @Nullable Long openingMicros,
    long receivedMicros,
    long soldMicros,
    long netMicros,
    @Nullable Long onHandMicros,
    @Nullable Long soldOutAt,
    List<OutOfStock> outOfStock,
    long weeklyMicros,
    @Nullable Long discountCostMicros,
    @Nullable Long marginGivenUpMicros,
    @Nullable Long expectedMicros) {

  /** The figures of these and other articles together. */
  public StockFigures plus(StockFigures other) {
    return new StockFigures(
        sum(openingMicros, other.openingMicros),
        Amounts.plus(receivedMicros, other.receivedMicros),
        Amounts.plus(soldMicros, other.soldMicros),
        Amounts.plus(netMicros, other.netMicros),
        sum(onHandMicros, other.onHandMicros),
        soldOutAt == null || other.soldOutAt == null
            ? null
            : (Long) Math.max(soldOutAt, other.soldOutAt),
        OutOfStock.both(outOfStock, other.outOfStock),
        Amounts.plus(weeklyMicros, other.weeklyMicros),
        sum(discountCostMicros, other.discountCostMicros),
        sum(marginGivenUpMicros, other.marginGivenUpMicros),
        sum(expectedMicros, other.expectedMicros));
  }

  /** Units sold ÷ (opening + received); null where that is unknown or not above 0. */
  public @Nullable Double sellThrough() {
    if (openingMicros == null) {
      return null;
    }
    long supplied = openingMicros + receivedMicros;
    return supplied <= 0 ? null : (Double) ((double) soldMicros / supplied);
  }

  /** Units on hand ÷ weekly units; null where the stock is unknown or nothing was sold. */
  public @Nullable Double weeksOfSupply() {
    return onHandMicros == null || weeklyMicros <= 0
        ? null
        : (Double) ((double) onHandMicros / weeklyMicros);
  }

  /** Units sold minus those expected: a comparison, not an effect; null without a baseline. */
  public @Nullable Long vsExpectedMicros() {
    return expectedMicros == null ? null : (Long) (soldMicros - expectedMicros);
  }

  /** How long there was no stock in the period to date, milliseconds. */
  public long outOfStockMillis() {
    return outOfStock.stream().mapToLong(OutOfStock::millis).sum();
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null ? null : (Long) Amounts.plus(a, b);
  }
}
