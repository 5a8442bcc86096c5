package io.campaignpulse.plan;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import org.jspecify.annotations.Nullable;

/** A row of one of the catalogues that plans are derived from: exactly one is present. */
public record PlanRow(
    @Nullable Campaign campaign,
    @Nullable Promotion promotion,
    @Nullable PlanDefinition plan,
    @Nullable FxRate rate) {

  /** A campaign. */
  public static PlanRow of(Campaign campaign) {
    return new PlanRow(campaign, null, null, null);
  }

  /** A promotion. */
  public static PlanRow of(Promotion promotion) {
    return new PlanRow(null, promotion, null, null);
  }

  /** A plan. */
  public static PlanRow of(PlanDefinition plan) {
    return new PlanRow(null, null, plan, null);
  }

  /** A rate of exchange. */
  public static PlanRow of(FxRate rate) {
    return new PlanRow(null, null, null, rate);
  }
}
