package io.campaignpulse.plan;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.ingest.FxRates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All plans there are: those of the catalogue and those derived from campaigns and promotions, as
 * the standing rows of all catalogues have it together.
 */
public final class PlanCatalogue {
  private final Collection<Campaign> campaigns;
  private final Collection<Promotion> promotions;
  private final Collection<PlanDefinition> plans;
  private final FxRates rates;
  private final PlanOptions options;

  /** Reads standing rows, in any order. */
  public PlanCatalogue(
      Collection<Campaign> campaigns,
      Collection<Promotion> promotions,
      Collection<PlanDefinition> plans,
      FxRates rates,
      PlanOptions options) {
    this.campaigns = campaigns;
    this.promotions = promotions;
    this.plans = plans;
    this.rates = rates;
    this.options = options;
  }

  /**
   * The plans as of an instant, in no certain order: days that have not begun have no plan yet, and
   * live what ended longer ago than its retention has none any more.
   */
  public List<Plan> plansAt(long now) {
    List<Plan> all = new ArrayList<>(new GivenPlans(campaigns).of(plans));
    CampaignBudgets budgets = new CampaignBudgets(rates, options);
    campaigns.forEach(campaign -> all.addAll(budgets.of(campaign, now)));
    PromotionClearances clearances = new PromotionClearances(campaigns, rates);
    promotions.forEach(promotion -> all.addAll(clearances.of(promotion)));
    if (options.isLive()) {
      all.removeIf(plan -> isOver(plan, now));
    }
    return all;
  }

  /** Live, whether a plan ended so long ago that it is corrected no more. */
  public boolean isOver(Plan plan, long now) {
    long kept =
        plan.kind() == PlanKind.DAILY_BUDGET
            ? CampaignBudgets.DAYS_KEPT.toMillis()
            : options.retentionMillis();
    return plan.endTime() <= now - kept;
  }
}
