package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * What a platform says a campaign cost over a period [periodStart, periodEnd).
 *
 * @param eventTime when it was reported, epoch milliseconds
 * @param channel canonical channel code
 * @param costMicros cost in micros of {@code currency}; below 0 it is an adjustment
 * @param revision a higher one replaces a lower one of the same key; the report time if unsaid
 * @param level as the report says it; null if unsaid
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
    @Nullable SpendLevel level,
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

  /** The level it counts at: where none is said, by whether it names an ad group. */
  public SpendLevel countedLevel() {
    if (level != null) {
      return level;
    }
    return adGroupId == null ? SpendLevel.CAMPAIGN : SpendLevel.AD_GROUP;
  }

  /** Whether it covers its period; an adjustment covers nothing. */
  public boolean covers() {
    return costMicros >= 0;
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
        level,
        adGroupId,
        breakdown,
        impressions,
        clicks,
        origin);
  }
}
