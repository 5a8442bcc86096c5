package io.campaignpulse.plan;

import org.jspecify.annotations.Nullable;

/**
 * A signed change in what was sold of one article in one order: a sale, what came back of it, or
 * the correction of either. All facts of an order sum to what attribution books for it. Units are
 * in millionths, money in micros of the reporting currency.
 *
 * @param promotionId the promotion the line names; null if none
 * @param dealerId the dealer who sold; null if none did
 * @param soldAt when the order was placed, epoch milliseconds
 * @param time when the change is booked: when the order was placed or when something came back
 * @param grossMicros quantity times price; what comes back doesn't change it
 * @param discountMicros likewise
 * @param netMicros net revenue: gross less discount, or the refund with its sign
 * @param cogsMicros cost of goods; null is unknown
 */
public record SaleFact(
    String sku,
    @Nullable String promotionId,
    @Nullable String dealerId,
    long soldAt,
    long time,
    long unitsMicros,
    long grossMicros,
    long discountMicros,
    long netMicros,
    @Nullable Long cogsMicros) {}
