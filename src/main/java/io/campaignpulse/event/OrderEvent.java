package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order placed, changed, cancelled or (partly) returned, as the shop reported it.
 *
 * @param currency ISO 4217 code of all amounts
 * @param lines what was bought (PLACED and UPDATED, never empty) or came back (RETURNED, empty
 *     without an amount = everything)
 * @param revision version of the order; null is lower than any
 * @param amountMicros money given back without goods (RETURNED without lines), in micros
 * @param shippingMicros shipping in micros, outside net revenue
 * @param taxMicros tax in micros, outside net revenue
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
    @Nullable Long revision,
    @Nullable Long amountMicros,
    @Nullable Long shippingMicros,
    @Nullable Long taxMicros,
    Origin origin)
    implements Event {

  /** An order event that names no revision, and no amount besides its lines. */
  public OrderEvent(
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
      Origin origin) {
    this(
        eventId,
        eventTime,
        orderId,
        status,
        customerId,
        visitorId,
        leadId,
        currency,
        lines,
        salesChannel,
        dealerId,
        couponCode,
        null,
        null,
        null,
        null,
        origin);
  }
}
