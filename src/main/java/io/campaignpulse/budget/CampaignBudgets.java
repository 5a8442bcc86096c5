package io.campaignpulse.budget;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Daily budgets of the catalogue: of each campaign the highest revision. */
public final class CampaignBudgets {

  private final Map<String, DailyBudget> byCampaign = new HashMap<>();

  /** Adds a row of the catalogue. */
  public void add(DailyBudget budget) {
    byCampaign.merge(budget.campaignId(), budget, (a, b) -> b.revision() >= a.revision() ? b : a);
  }

  /** Removes a campaign that the catalogue has no more. */
  public void remove(String campaignId) {
    byCampaign.remove(campaignId);
  }

  @Nullable DailyBudget of(String campaignId) {
    return byCampaign.get(campaignId);
  }

  /** Returns the sum of the daily budgets in a currency, in micros. */
  long sum(@Nullable String currency) {
    long sum = 0;
    for (DailyBudget budget : byCampaign.values()) {
      Long amount = budget.amountMicros();
      if (amount != null && Objects.equals(budget.currency(), currency)) {
        sum += amount;
      }
    }
    return sum;
  }
}
