package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/** One article of a promotion; units in millionths, money in micros of the campaign's currency. */
public record PromotionItem(
    String sku,
    @Nullable Long targetUnitsMicros,
    @Nullable Long openingStockMicros,
    @Nullable Long listPriceMicros,
    @Nullable Long promoPriceMicros,
    @Nullable Long unitCostMicros,
    @Nullable Long baselineDailyUnitsMicros)
    implements java.io.Serializable {}
