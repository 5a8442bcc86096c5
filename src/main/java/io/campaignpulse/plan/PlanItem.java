package io.campaignpulse.plan;

import io.campaignpulse.event.PromotionItem;
import org.jspecify.annotations.Nullable;

/**
 * An article of a clearance; units in millionths, money in micros of the reporting currency.
 *
 * @param goalMicros units to be sold
 * @param openingMicros units on hand at the start as the catalogue has it
 */
public record PlanItem(
    String sku,
    long goalMicros,
    @Nullable Long openingMicros,
    @Nullable Long listPriceMicros,
    @Nullable Long promoPriceMicros,
    @Nullable Long unitCostMicros,
    @Nullable Long baselineDailyUnitsMicros) {

  /** The article as its promotion has it, prices in the reporting currency. */
  PromotionItem asPromoted() {
    return new PromotionItem(
        sku,
        goalMicros,
        openingMicros,
        listPriceMicros,
        promoPriceMicros,
        unitCostMicros,
        baselineDailyUnitsMicros);
  }
}
