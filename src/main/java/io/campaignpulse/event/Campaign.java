package io.campaignpulse.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign of the catalogue.
 *
 * @param startTime start of the flight, epoch milliseconds
 * @param endTime end of the flight (exclusive), epoch milliseconds
 * @param currency currency of the budgets and money targets
 * @param targets target per metric name (cpa, cpl, cpql, cac, roas, cvr, ctr, refundRate), exact
 *     decimals
 */
public record Campaign(
    String campaignId,
    String name,
    @Nullable String department,
    List<String> channels,
    @Nullable Long startTime,
    @Nullable Long endTime,
    @Nullable String currency,
    @Nullable Long dailyBudgetMicros,
    @Nullable Long totalBudgetMicros,
    Map<String, String> targets,
    List<String> couponCodes,
    List<String> dealerIds,
    long revision,
    String canonicalJson,
    Origin origin)
    implements CatalogueRow {
  @Override
  public String id() {
    return campaignId;
  }
}
