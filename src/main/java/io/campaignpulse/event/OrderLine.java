package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * One article of an order, in the order's own currency.
 *
 * @param quantityMicros quantity in millionths, above 0
 * @param unitPriceMicros price of one unit in micros
 * @param discountMicros discount on the whole line in micros
 * @param unitCostMicros cost of one unit in micros; null is unknown
 */
public record OrderLine(
    String sku,
    long quantityMicros,
    long unitPriceMicros,
    long discountMicros,
    @Nullable Long unitCostMicros,
    @Nullable String promotionId) {}
