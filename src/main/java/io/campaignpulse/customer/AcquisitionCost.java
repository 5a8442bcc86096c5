package io.campaignpulse.customer;

import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign and channel paid per new customer to date: spend ÷ newCustomers of LIFE on
 * CONVERSION_TIME (metrics.md, "Customer value").
 *
 * @param cac units of the reporting currency; null without a new customer
 */
public record AcquisitionCost(String campaignId, String channel, @Nullable Double cac) {

  /** The cost that a row of LIFE tells under a model. */
  public static AcquisitionCost of(CampaignMetrics life, AttributionModel model) {
    long[] amounts =
        life.attributed().stream()
            .filter(t -> t.model() == model && t.basis() == TimeBasis.CONVERSION_TIME)
            .map(AttributedTotals::amounts)
            .findFirst()
            .orElseGet(Ratios::nothingAttributed);
    return new AcquisitionCost(
        life.campaignId(), life.channel(), Metric.CAC.value(life.base(), life.reach(), amounts));
  }
}
