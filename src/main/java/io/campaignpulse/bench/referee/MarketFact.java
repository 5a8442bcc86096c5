package io.campaignpulse.bench.referee;

import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Credit;
import org.jspecify.annotations.Nullable;

/**
 * Input of the alerts job: a row of campaign-metrics or a record of credits. Exactly one of both.
 */
public record MarketFact(@Nullable CampaignMetrics row, @Nullable Credit credit) {

  static MarketFact of(CampaignMetrics row) {
    return new MarketFact(row, null);
  }

  static MarketFact of(Credit credit) {
    return new MarketFact(null, credit);
  }
}
