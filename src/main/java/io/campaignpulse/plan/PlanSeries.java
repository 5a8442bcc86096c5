package io.campaignpulse.plan;

import io.campaignpulse.event.ResultKey;
import org.jspecify.annotations.Nullable;

/**
 * Where things happen that are planned: a campaign and channel, or a promotion, whose order lines
 * know no campaign.
 */
public record PlanSeries(
    @Nullable String campaignId, @Nullable String channel, @Nullable String promotionId) {

  /** A campaign and channel. */
  public static PlanSeries of(String campaignId, String channel) {
    return new PlanSeries(campaignId, channel, null);
  }

  /** A promotion. */
  public static PlanSeries ofPromotion(String promotionId) {
    return new PlanSeries(null, null, promotionId);
  }

  /** A text of its own for each series. */
  public String book() {
    return campaignId == null || channel == null
        ? ResultKey.of(String.valueOf(promotionId))
        : ResultKey.of(campaignId, channel);
  }

  /** Whether a plan covers what happens here. */
  boolean isIn(Plan plan) {
    PlanScope scope = plan.scope();
    if (campaignId == null || channel == null) {
      return scope.promotionId() != null && scope.promotionId().equals(promotionId);
    }
    return scope.promotionId() == null && scope.holds(campaignId, channel);
  }
}
