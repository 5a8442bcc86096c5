package io.campaignpulse.plan;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import io.campaignpulse.ingest.FxRates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a promotion: the clearance of each article that has a target, or a stock to be
 * cleared, and of all of them together. Prices are in the currency of the promotion's campaign and
 * converted at the promotion's start; without a rate they are unknown.
 */
final class PromotionClearances {
  private final Map<String, Campaign> campaigns = new HashMap<>();
  private final FxRates rates;

  PromotionClearances(Collection<Campaign> campaigns, FxRates rates) {
    campaigns.forEach(campaign -> this.campaigns.put(campaign.campaignId(), campaign));
    this.rates = rates;
  }

  List<Plan> of(Promotion promotion) {
    @Nullable BigDecimal rate =
        rates.latestAtOrBefore(currency(promotion.campaignId()), promotion.startTime());
    List<PlanItem> items = new ArrayList<>();
    for (PromotionItem item : promotion.items()) {
      Long goal =
          item.targetUnitsMicros() != null ? item.targetUnitsMicros() : item.openingStockMicros();
      if (goal != null) {
        items.add(
            new PlanItem(
                item.sku(),
                goal,
                item.openingStockMicros(),
                converted(item.listPriceMicros(), rate),
                converted(item.promoPriceMicros(), rate),
                converted(item.unitCostMicros(), rate),
                item.baselineDailyUnitsMicros()));
      }
    }
    if (items.isEmpty()) {
      return List.of();
    }
    String whole = "clearance:" + promotion.promotionId();
    List<Plan> plans = new ArrayList<>();
    plans.add(plan(promotion, whole, promotion.name(), null, items));
    for (PlanItem item : items) {
      String name = promotion.name() + " · " + item.sku();
      plans.add(plan(promotion, whole + ":" + item.sku(), name, whole, List.of(item)));
    }
    return plans;
  }

  private String currency(@Nullable String campaignId) {
    Campaign campaign = campaignId == null ? null : campaigns.get(campaignId);
    return campaign == null || campaign.currency() == null
        ? rates.reportingCurrency()
        : campaign.currency();
  }

  private static @Nullable Long converted(@Nullable Long price, @Nullable BigDecimal rate) {
    return price == null || rate == null ? null : (Long) Amounts.times(price, rate);
  }

  private static Plan plan(
      Promotion promotion,
      String planId,
      String name,
      @Nullable String parentId,
      List<PlanItem> items) {
    return new Plan(
        planId,
        name,
        parentId,
        PlanKind.CLEARANCE,
        PlanMeasure.UNITS,
        items.stream().mapToLong(PlanItem::goalMicros).reduce(0, Amounts::plus),
        promotion.startTime(),
        promotion.endTime(),
        promotion.curve(),
        PlanScope.ofPromotion(promotion.promotionId(), promotion.campaignId()),
        promotion.startTime(),
        items,
        null,
        null,
        true,
        false,
        null,
        0);
  }
}
