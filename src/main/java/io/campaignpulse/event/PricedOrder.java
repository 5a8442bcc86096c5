package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deduplicated order event whose amounts are in the reporting currency. For CANCELLED and
 * RETURNED only sku and quantity of the lines have a meaning: what they are worth is decided by the
 * order they belong to; so are the lines of UPDATED.
 *
 * @param revision version of the order; null is lower than any
 * @param original its currency, and what is priced with the order
 * @param couponCampaign the campaign that owns the coupon code; null until it was looked up, and
 *     where none does
 * @param dealerCampaign the campaign that owns the dealer, likewise
 */
public record PricedOrder(
    String eventId,
    long eventTime,
    String orderId,
    OrderStatus status,
    @Nullable String customerId,
    @Nullable String visitorId,
    @Nullable String leadId,
    List<PricedLine> lines,
    @Nullable SalesChannel salesChannel,
    @Nullable String dealerId,
    @Nullable String couponCode,
    @Nullable String couponCampaign,
    @Nullable String dealerCampaign,
    @Nullable Long revision,
    OriginalAmounts original,
    Origin origin)
    implements Event {

  /** The same with the campaigns that own its coupon code and its dealer. */
  public PricedOrder ownedBy(@Nullable String ofCoupon, @Nullable String ofDealer) {
    return new PricedOrder(
        eventId,
        eventTime,
        orderId,
        status,
        customerId,
        visitorId,
        leadId,
        lines,
        salesChannel,
        dealerId,
        couponCode,
        ofCoupon,
        ofDealer,
        revision,
        original,
        origin);
  }
}
