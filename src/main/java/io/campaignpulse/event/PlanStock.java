package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * What only a clearance has (docs/metrics.md, "Stock"); units in millionths, money in micros of the
 * reporting currency. Of several articles amounts are sums, unknown where one is.
 *
 * @param openingMicros units on hand at the start: as the catalogue has it, else by the last counts
 *     at or before it; null where nothing tells
 * @param receivedMicros units received since
 * @param onHandMicros units on hand now, at the latest at the end; negative when oversold; null
 *     without any count or receipt
 * @param sellThrough units sold ÷ (opening + received); null where that is unknown or 0
 * @param weeksOfSupply on hand ÷ weekly units of the trailing window; null where none were sold
 * @param projectedLeftoverMicros units expected to be left at the end
 * @param leftoverLowMicros lower end of its 80 % interval
 * @param leftoverHighMicros upper end of its 80 % interval
 * @param stockOutAt when the stock is expected to end, epoch milliseconds; null if not before the
 *     end
 * @param soldOutAt since when nothing is on hand, epoch milliseconds: the sale that ended the stock
 *     or the count that found it ended; null once restocked
 * @param outOfStockMillis time without stock, within the period to date; of several articles while
 *     all of them were out of stock
 * @param discountCostMicros what the units sold would have brought more at list price, below 0
 *     where they brought more; null where the list price is unknown
 * @param marginGivenUpMicros the part of it on units expected without the promotion, at most all of
 *     it; null where list price or baseline is unknown
 * @param expectedMicros units expected to date without the promotion: baseline per day in stock;
 *     null without a baseline
 * @param vsExpectedMicros units sold minus those expected: a comparison, not an effect
 * @param requiredUplift what the recent rate has to be multiplied by to reach the goal in time;
 *     null where nothing sells or no time is left
 * @param listPriceMicros usual price of a unit; null where unknown, or of several articles
 * @param promoPriceMicros price of a unit in the promotion; likewise
 * @param unitCostMicros cost of a unit; likewise
 */
public record PlanStock(
    @Nullable Long openingMicros,
    long receivedMicros,
    @Nullable Long onHandMicros,
    @Nullable Double sellThrough,
    @Nullable Double weeksOfSupply,
    @Nullable Long projectedLeftoverMicros,
    @Nullable Long leftoverLowMicros,
    @Nullable Long leftoverHighMicros,
    @Nullable Long stockOutAt,
    @Nullable Long soldOutAt,
    long outOfStockMillis,
    @Nullable Long discountCostMicros,
    @Nullable Long marginGivenUpMicros,
    @Nullable Long expectedMicros,
    @Nullable Long vsExpectedMicros,
    @Nullable Double requiredUplift,
    @Nullable Long listPriceMicros,
    @Nullable Long promoPriceMicros,
    @Nullable Long unitCostMicros) {}
