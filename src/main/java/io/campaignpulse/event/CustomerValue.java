package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * What the customers that a campaign and channel acquired were worth at an age.
 *
 * @param ageDays whole times 24 hours since their first order
 * @param customersNanos customers at risk at that age, in billionths; 0 means that there is no such
 *     row any more
 * @param marginMicros margin booked up to that age; null from the first age at which the cost of a
 *     unit is unknown
 * @param ltv margin per customer up to that age, by the age-increment estimator; null like the
 *     margin
 * @param cac cost per customer; null without a new customer
 * @param ltvToCac ltv ÷ cac; null where either is null or the cost is 0
 * @param paybackDay the first age at which ltv has reached cac; null if not yet; the same on all
 *     rows of the campaign and channel
 * @param revision a higher one replaces a lower one of the same key
 * @param updatedAt when it was published, epoch milliseconds
 */
public record CustomerValue(
    String campaignId,
    String channel,
    int ageDays,
    long customersNanos,
    @Nullable Long marginMicros,
    @Nullable Double ltv,
    @Nullable Double cac,
    @Nullable Double ltvToCac,
    @Nullable Integer paybackDay,
    long revision,
    long updatedAt) {

  /** The key of the record in its topic. */
  public String key() {
    return ResultKey.of(campaignId, channel, Integer.toString(ageDays));
  }
}
