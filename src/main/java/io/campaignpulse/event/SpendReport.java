package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * What a platform says a campaign cost over a period [periodStart, periodEnd).
 *
 * @param eventTime when it was reported, epoch milliseconds
 * @param channel canonical channel code
 * @param costMicros cost in micros of {@code currency}, at least 0
 * @param revision a higher one replaces a lower one of the same key; the report time if unsaid
 * @param impressions the platform's own count; null if unsaid
 * @param clicks the platform's own count; null if unsaid
 */
public record SpendReport(
    long eventTime,
    String campaignId,
    String channel,
    long periodStart,
    long periodEnd,
    String currency,
    long costMicros,
    long revision,
    @Nullable String adGroupId,
    @Nullable String breakdown,
    @Nullable Long impressions,
    @Nullable Long clicks,
    Origin origin)
    implements Event {

  /** The identity within which a higher revision replaces a lower one. */
  public String reportKey() {
    return String.join(
        "\u0000",
        campaignId,
        channel,
        adGroupId == null ? "" : adGroupId,
        breakdown == null ? "" : breakdown,
        Long.toString(periodStart),
        Long.toString(periodEnd));
  }

  /** The same report with its cost in another currency. */
  public SpendReport priced(String reportingCurrency, long reportingMicros) {
    return new SpendReport(
        eventTime,
        campaignId,
        channel,
        periodStart,
        periodEnd,
        reportingCurrency,
        reportingMicros,
        revision,
        adGroupId,
        breakdown,
        impressions,
        clicks,
        origin);
  }
}
