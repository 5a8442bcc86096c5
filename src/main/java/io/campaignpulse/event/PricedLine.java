package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * One article of an order, in micros of the reporting currency.
 *
 * @param quantityMicros quantity in millionths
 * @param grossMicros quantity times unit price
 * @param discountMicros discount on the whole line
 * @param cogsMicros quantity times unit cost; null is unknown
 */
public record PricedLine(
    String sku,
    long quantityMicros,
    long grossMicros,
    long discountMicros,
    @Nullable Long cogsMicros,
    @Nullable String promotionId) {}
