package io.campaignpulse.testing;

import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.OriginalAmounts;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.ingest.Pricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short ways to write down what people did. Times are ISO-8601 or epoch milliseconds. */
public final class TestingJourneys {

  /** One whole in millionths. */
  public static final long MICROS = 1_000_000L;

  /** One whole in billionths. */
  public static final long NANOS = 1_000_000_000L;

  private TestingJourneys() {}

  /** An instant as epoch milliseconds. */
  public static long at(String iso) {
    return Instant.parse(iso).toEpochMilli();
  }

  /** Where test events come from. */
  public static Origin origin() {
    return new Origin(0, 1, "test.jsonl", 0);
  }

  /** A valid click. */
  public static ClassifiedInteraction click(
      String eventId,
      long time,
      @Nullable String visitor,
      @Nullable String customer,
      String campaign,
      String channel) {
    return interaction(
        eventId, time, InteractionType.CLICK, visitor, customer, campaign, channel, true, false);
  }

  /** Any interaction. */
  public static ClassifiedInteraction interaction(
      String eventId,
      long time,
      InteractionType type,
      @Nullable String visitor,
      @Nullable String customer,
      String campaign,
      String channel,
      boolean viewable,
      boolean invalid) {
    return new ClassifiedInteraction(
        eventId, time, type, visitor, customer, campaign, true, channel, viewable, invalid, false,
        origin());
  }

  /** A line of so many whole units worth {@code gross} in all. */
  public static PricedLine line(
      String sku, long units, long gross, long discount, @Nullable Long cogs) {
    return new PricedLine(
        sku,
        units * MICROS,
        gross * MICROS,
        discount * MICROS,
        cogs == null ? null : cogs * MICROS,
        null);
  }

  /** What came back: only article and quantity matter. */
  public static PricedLine back(String sku, long units) {
    return new PricedLine(sku, units * MICROS, 0, 0, null, null);
  }

  /** An order event. */
  public static PricedOrder order(
      OrderStatus status,
      String eventId,
      long time,
      String orderId,
      @Nullable String visitor,
      @Nullable String customer,
      @Nullable String lead,
      PricedLine... lines) {
    return new PricedOrder(
        eventId,
        time,
        orderId,
        status,
        customer,
        visitor,
        lead,
        List.of(lines),
        null,
        null,
        null,
        null,
        null,
        null,
        original(status, null),
        origin());
  }

  /** The order event with a dealer. */
  public static PricedOrder soldBy(PricedOrder order, @Nullable String dealerId) {
    return new PricedOrder(
        order.eventId(),
        order.eventTime(),
        order.orderId(),
        order.status(),
        order.customerId(),
        order.visitorId(),
        order.leadId(),
        order.lines(),
        order.salesChannel(),
        dealerId,
        order.couponCode(),
        order.couponCampaign(),
        order.dealerCampaign(),
        order.revision(),
        order.original(),
        order.origin());
  }

  /** A line as an update lists it, of so many whole units at a price. */
  public static OrderLine unpriced(String sku, long units, long unitPrice) {
    return new OrderLine(sku, units * MICROS, unitPrice * MICROS, 0, 0L, null);
  }

  /** An update; without a revision it is next to whatever is known. */
  public static PricedOrder updated(
      String eventId, String orderId, long time, @Nullable Long revision, OrderLine... lines) {
    return new PricedOrder(
        eventId,
        time,
        orderId,
        OrderStatus.UPDATED,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        revision,
        new OriginalAmounts("USD", null, List.of(lines), null),
        origin());
  }

  /** An order placed with a revision, which may change one that was placed before. */
  public static PricedOrder placedAgain(
      String eventId, String orderId, long time, @Nullable Long revision, OrderLine... lines) {
    return new PricedOrder(
        eventId,
        time,
        orderId,
        OrderStatus.PLACED,
        null,
        "v",
        null,
        Pricing.lines(List.of(lines), BigDecimal.ONE),
        null,
        null,
        null,
        null,
        null,
        revision,
        new OriginalAmounts("USD", BigDecimal.ONE, List.of(lines), null),
        origin());
  }

  /** The order event in another currency. */
  public static PricedOrder in(OriginalAmounts original, PricedOrder order) {
    return new PricedOrder(
        order.eventId(),
        order.eventTime(),
        order.orderId(),
        order.status(),
        order.customerId(),
        order.visitorId(),
        order.leadId(),
        order.lines(),
        order.salesChannel(),
        order.dealerId(),
        order.couponCode(),
        order.couponCampaign(),
        order.dealerCampaign(),
        order.revision(),
        original,
        order.origin());
  }

  /** What an order event in the reporting currency leaves to its order. */
  public static OriginalAmounts original(OrderStatus status, @Nullable Long refundMicros) {
    return new OriginalAmounts(
        "USD", status == OrderStatus.PLACED ? BigDecimal.ONE : null, List.of(), refundMicros);
  }

  /** Money back without goods, in micros. */
  public static PricedOrder refunded(String eventId, String orderId, long time, long micros) {
    return refundedIn("USD", eventId, orderId, time, micros);
  }

  /** The same in a currency. */
  public static PricedOrder refundedIn(
      String currency, String eventId, String orderId, long time, long micros) {
    return new PricedOrder(
        eventId,
        time,
        orderId,
        OrderStatus.RETURNED,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        new OriginalAmounts(currency, null, List.of(), micros),
        origin());
  }

  /** A placed order. */
  public static PricedOrder placed(
      String orderId,
      long time,
      @Nullable String visitor,
      @Nullable String customer,
      PricedLine... lines) {
    return order(
        OrderStatus.PLACED, orderId + "-placed", time, orderId, visitor, customer, null, lines);
  }

  /** A return; without lines of everything. */
  public static PricedOrder returned(
      String eventId, String orderId, long time, PricedLine... lines) {
    return order(OrderStatus.RETURNED, eventId, time, orderId, null, null, null, lines);
  }

  /** A cancellation. */
  public static PricedOrder cancelled(String eventId, String orderId, long time) {
    return order(OrderStatus.CANCELLED, eventId, time, orderId, null, null, null);
  }

  /** A lead event. */
  public static LeadEvent lead(
      String eventId,
      long time,
      String leadId,
      LeadStage stage,
      @Nullable String visitor,
      @Nullable String customer,
      @Nullable String campaign,
      @Nullable String channel,
      @Nullable Long value) {
    return new LeadEvent(
        eventId,
        time,
        leadId,
        stage,
        visitor,
        customer,
        campaign,
        channel,
        value == null ? null : value * MICROS,
        null,
        null,
        null,
        null,
        null,
        origin());
  }

  /** The lead event that goes back to its stage. */
  public static LeadEvent reopened(LeadEvent lead) {
    return new LeadEvent(
        lead.eventId(),
        lead.eventTime(),
        lead.leadId(),
        lead.stage(),
        true,
        lead.visitorId(),
        lead.customerId(),
        lead.campaignId(),
        lead.channel(),
        lead.valueMicros(),
        lead.currency(),
        lead.owner(),
        lead.dealerId(),
        lead.contactedTime(),
        lead.dealerCampaign(),
        lead.origin());
  }

  /** The lead event with a sales person and when that person first called. */
  public static LeadEvent caredFor(
      LeadEvent lead, @Nullable String owner, @Nullable Long contactedTime) {
    return detailed(lead, owner, lead.dealerId(), contactedTime, lead.dealerCampaign());
  }

  /** The lead event with a dealer and the campaign that owns it. */
  public static LeadEvent dealtWith(LeadEvent lead, String dealerId, @Nullable String campaign) {
    return detailed(lead, lead.owner(), dealerId, lead.contactedTime(), campaign);
  }

  private static LeadEvent detailed(
      LeadEvent lead,
      @Nullable String owner,
      @Nullable String dealerId,
      @Nullable Long contactedTime,
      @Nullable String dealerCampaign) {
    return new LeadEvent(
        lead.eventId(),
        lead.eventTime(),
        lead.leadId(),
        lead.stage(),
        lead.reopened(),
        lead.visitorId(),
        lead.customerId(),
        lead.campaignId(),
        lead.channel(),
        lead.valueMicros(),
        lead.currency(),
        owner,
        dealerId,
        contactedTime,
        dealerCampaign,
        lead.origin());
  }

  /** A link. */
  public static IdentityEvent link(String visitor, String customer, long time) {
    return new IdentityEvent(time, visitor, customer, true, origin());
  }

  /** An unlink. */
  public static IdentityEvent unlink(String visitor, String customer, long time) {
    return new IdentityEvent(time, visitor, customer, false, origin());
  }
}
