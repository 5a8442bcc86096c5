package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deduplicated order event whose amounts are in the reporting currency. For CANCELLED and
 * RETURNED only sku and quantity of the lines have a meaning: what they are worth is decided by the
 * order they belong to.
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
    Origin origin)
    implements Event {}
