package io.campaignpulse.ingest;

import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.SalesChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders; one placed or updated needs at least one line, and every line a quantity above 0. A
 * return lists what came back, or names an amount, or has neither: then everything came back. An
 * empty list says none of it and is refused.
 */
public final class OrderReader extends TopicReader<OrderEvent> {

  /** A reader without state. */
  public OrderReader() {
    super(
        "eventId",
        "eventTime",
        "arrivalTime",
        "orderId",
        "status",
        "customerId",
        "visitorId",
        "leadId",
        "currency",
        "lines",
        "salesChannel",
        "dealerId",
        "couponCode",
        "revision",
        "amount",
        "shipping",
        "tax");
  }

  @Override
  OrderEvent interpret(Reading in, Origin origin) {
    in.require("eventId", "eventTime", "orderId", "status", "currency");
    long eventTime = in.time("eventTime");
    OrderStatus status = in.choice("status", OrderStatus.class);
    if (status.listsWholeOrder()) {
      in.require("lines");
    }
    List<OrderLine> lines = new ArrayList<>();
    for (Reading line : in.records("lines")) {
      lines.add(line(line));
    }
    if (status.listsWholeOrder() && lines.isEmpty()) {
      throw in.invalid("lines", "empty");
    }
    Long amount = in.optionalMicros("amount");
    if (status == OrderStatus.RETURNED && lines.isEmpty()) {
      requireRefund(in, amount);
    }
    return new OrderEvent(
        in.id("eventId"),
        eventTime,
        in.id("orderId"),
        status,
        in.optionalId("customerId"),
        in.optionalId("visitorId"),
        in.optionalId("leadId"),
        in.id("currency"),
        lines,
        in.optionalChoice("salesChannel", SalesChannel.class),
        in.optionalId("dealerId"),
        in.optionalId("couponCode"),
        in.has("revision") ? (Long) in.revision(0) : null,
        amount,
        in.optionalMicros("shipping"),
        in.optionalMicros("tax"),
        in.arrived(origin, eventTime));
  }

  private static void requireRefund(Reading in, @Nullable Long amount) {
    if (amount == null && in.has("lines")) {
      throw in.invalid("lines", "empty, and no amount");
    }
    if (amount != null && amount < 0) {
      throw in.invalid("amount", "below 0");
    }
  }

  private static OrderLine line(Reading in) {
    in.require("sku", "quantity", "unitPrice");
    long quantity = in.micros("quantity");
    if (quantity <= 0) {
      throw in.invalid("quantity", "not above 0");
    }
    Long discount = in.optionalMicros("discount");
    return new OrderLine(
        in.id("sku"),
        quantity,
        in.micros("unitPrice"),
        discount == null ? 0 : discount,
        in.optionalMicros("unitCost"),
        in.optionalId("promotionId"));
  }
}
