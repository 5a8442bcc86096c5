package io.campaignpulse.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans by what they cover, so that a fact finds its plans among very many. */
public final class PlanIndex {
  private final Map<String, List<Plan>> byCampaign = new HashMap<>();
  private final Map<String, List<Plan>> byPromotion = new HashMap<>();
  private final Map<String, List<Plan>> bySku = new HashMap<>();
  private final List<Plan> ofAnyCampaign = new ArrayList<>();

  /** Plans that are followed; others are passed over. */
  public PlanIndex(Collection<Plan> plans) {
    plans.stream().filter(Plan::standing).forEach(this::add);
  }

  private void add(Plan plan) {
    PlanScope scope = plan.scope();
    if (!plan.items().isEmpty()) {
      plan.items().forEach(item -> put(bySku, item.sku(), plan));
    } else if (scope.promotionId() != null) {
      if (scope.isToldByLines()) {
        put(byPromotion, scope.promotionId(), plan);
      }
    } else if (scope.campaignId() != null) {
      put(byCampaign, scope.campaignId(), plan);
    } else if (scope.department() != null) {
      scope.campaigns().forEach(campaign -> put(byCampaign, campaign, plan));
    } else {
      ofAnyCampaign.add(plan);
    }
  }

  private static void put(Map<String, List<Plan>> plans, String key, Plan plan) {
    plans.computeIfAbsent(key, k -> new ArrayList<>()).add(plan);
  }

  /** The plans that cover what happens in a series. */
  public List<Plan> of(PlanSeries series) {
    if (series.campaignId() == null) {
      return byPromotion.getOrDefault(String.valueOf(series.promotionId()), List.of());
    }
    List<Plan> covering = new ArrayList<>();
    for (Plan plan : byCampaign.getOrDefault(series.campaignId(), List.of())) {
      if (series.isIn(plan)) {
        covering.add(plan);
      }
    }
    for (Plan plan : ofAnyCampaign) {
      if (series.isIn(plan)) {
        covering.add(plan);
      }
    }
    return covering;
  }

  /** The clearances of an article, alone or with others. */
  public List<Plan> ofSku(String sku) {
    return bySku.getOrDefault(sku, List.of());
  }
}
