package io.campaignpulse.budget;

import io.campaignpulse.event.Campaign;
import org.jspecify.annotations.Nullable;

/**
 * Daily budget of a campaign in the catalogue.
 *
 * @param currency null where the catalogue states none
 * @param amountMicros null where the campaign has no daily budget
 * @param revision a higher one replaces a lower one of the same campaign
 */
public record DailyBudget(
    String campaignId, @Nullable String currency, @Nullable Long amountMicros, long revision) {

  /** Returns the daily budget of a campaign. */
  public static DailyBudget of(Campaign campaign) {
    return new DailyBudget(
        campaign.campaignId(),
        campaign.currency(),
        campaign.dailyBudgetMicros(),
        campaign.revision());
  }
}
