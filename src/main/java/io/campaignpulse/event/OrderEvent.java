package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order placed, cancelled or (partly) returned, as the shop reported it.
 *
 * @param currency ISO 4217 code of all amounts
 * @param lines what was bought (PLACED, never empty) or came back (RETURNED, empty = everything)
 */
public record OrderEvent(
    String eventId,
    long eventTime,
    String orderId,
    OrderStatus status,
    @Nullable String customerId,
    @Nullable String visitorId,
    @Nullable String leadId,
    String currency,
    List<OrderLine> lines,
    @Nullable SalesChannel salesChannel,
    @Nullable String dealerId,
    @Nullable String couponCode,
    Origin origin)
    implements Event {}
