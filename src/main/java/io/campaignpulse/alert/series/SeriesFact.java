package io.campaignpulse.alert.series;

import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.ResultKey;
import org.jspecify.annotations.Nullable;

/**
 * Fact about a campaign on a channel: the totals of a minute, or a change of conversions. Exactly
 * one of both.
 */
public record SeriesFact(
    String campaignId,
    String channel,
    @Nullable CampaignMetrics minute,
    @Nullable CreditChange change) {

  /** The totals of a minute. */
  public static SeriesFact of(CampaignMetrics minute) {
    return new SeriesFact(minute.campaignId(), minute.channel(), minute, null);
  }

  /** A change of conversions. */
  public static SeriesFact of(String campaignId, String channel, CreditChange change) {
    return new SeriesFact(campaignId, channel, null, change);
  }

  /** The change of conversions, where it is one. */
  public CreditChange credited() {
    return java.util.Objects.requireNonNull(change);
  }

  /** The series. */
  public String key() {
    return ResultKey.of(campaignId, channel);
  }
}
