package io.campaignpulse.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan covers; null means all.
 *
 * @param campaigns the campaigns of the department, in order; empty where no department is named
 */
public record PlanScope(
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String department,
    @Nullable String dealerId,
    @Nullable String promotionId,
    List<String> campaigns) {

  /** A campaign's scope. */
  static PlanScope ofCampaign(String campaignId) {
    return new PlanScope(campaignId, null, null, null, null, List.of());
  }

  /** A promotion's scope. */
  static PlanScope ofPromotion(String promotionId, @Nullable String campaignId) {
    return new PlanScope(campaignId, null, null, null, promotionId, List.of());
  }

  /** Whether what happened in a campaign and channel is covered. */
  public boolean holds(String campaign, String inChannel) {
    return (campaignId == null || campaignId.equals(campaign))
        && (channel == null || channel.equals(inChannel))
        && (department == null || campaigns.contains(campaign));
  }

  /** Whether lines of orders tell it: they know promotion and dealer, no campaign or channel. */
  boolean isToldByLines() {
    return campaignId == null && channel == null && department == null;
  }

  /** Whether what a dealer did is covered. */
  public boolean holdsDealer(@Nullable String dealer) {
    return dealerId == null || dealerId.equals(dealer);
  }
}
