package io.campaignpulse.wire;

import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.SalesChannel;
import io.campaignpulse.event.SpendLevel;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.source.WireSchema;
import java.util.Objects;

/**
 * Encoders of events, for whoever takes them in over HTTP or simulates them. Keys keep what belongs
 * together in one partition. {@code arrivalTime} is left to the record's timestamp.
 */
public final class EventEncoders {

  private static final RecordShape<OrderLine> ORDER_LINE =
      new RecordShape<>(
          OrderLine.class,
          columns ->
              columns
                  .text("sku", OrderLine::sku)
                  .micros("quantity", OrderLine::quantityMicros)
                  .micros("unitPrice", OrderLine::unitPriceMicros)
                  .micros("discount", OrderLine::discountMicros)
                  .micros("unitCost", OrderLine::unitCostMicros)
                  .text("promotionId", OrderLine::promotionId));

  private static final RecordShape<Interaction> INTERACTION =
      new RecordShape<>(
          Interaction.class,
          columns ->
              columns
                  .text("eventId", Interaction::eventId)
                  .time("eventTime", Interaction::eventTime)
                  .symbol("type", InteractionType.class, Interaction::type)
                  .text("visitorId", Interaction::visitorId)
                  .text("customerId", Interaction::customerId)
                  .text("campaignId", Interaction::campaignId)
                  .text("channel", Interaction::channel)
                  .text("userAgent", Interaction::userAgent)
                  .flag("viewable", e -> e.viewable() ? null : Boolean.FALSE)
                  .text("pageUrl", Interaction::pageUrl)
                  .text("referrer", Interaction::referrer)
                  .text("source", Interaction::source)
                  .text("medium", Interaction::medium)
                  .text("campaignName", Interaction::campaignName)
                  .text("adGroupId", Interaction::adGroupId)
                  .text("creativeId", Interaction::creativeId)
                  .text("promotionId", Interaction::promotionId)
                  .text("region", Interaction::region)
                  .text("device", Interaction::device)
                  .time("arrivalTime", e -> null));

  private static final RecordShape<LeadEvent> LEAD =
      new RecordShape<>(
          LeadEvent.class,
          columns ->
              columns
                  .text("eventId", LeadEvent::eventId)
                  .time("eventTime", LeadEvent::eventTime)
                  .text("leadId", LeadEvent::leadId)
                  .symbol("stage", LeadStage.class, LeadEvent::stage)
                  .flag("reopened", e -> e.reopened() ? Boolean.TRUE : null)
                  .text("visitorId", LeadEvent::visitorId)
                  .text("customerId", LeadEvent::customerId)
                  .text("campaignId", LeadEvent::campaignId)
                  .text("channel", LeadEvent::channel)
                  .micros("value", LeadEvent::valueMicros)
                  .text("currency", LeadEvent::currency)
                  .text("owner", LeadEvent::owner)
                  .text("dealerId", LeadEvent::dealerId)
                  .time("contactedTime", LeadEvent::contactedTime)
                  .time("arrivalTime", e -> null));

  private static final RecordShape<OrderEvent> ORDER =
      new RecordShape<>(
          OrderEvent.class,
          columns ->
              columns
                  .text("eventId", OrderEvent::eventId)
                  .time("eventTime", OrderEvent::eventTime)
                  .text("orderId", OrderEvent::orderId)
                  .symbol("status", OrderStatus.class, OrderEvent::status)
                  .text("customerId", OrderEvent::customerId)
                  .text("visitorId", OrderEvent::visitorId)
                  .text("leadId", OrderEvent::leadId)
                  .text("currency", OrderEvent::currency)
                  // No lines are absent: a return of an empty list would be refused.
                  .list("lines", ORDER_LINE, e -> e.lines().isEmpty() ? null : e.lines())
                  .symbol("salesChannel", SalesChannel.class, OrderEvent::salesChannel)
                  .text("dealerId", OrderEvent::dealerId)
                  .text("couponCode", OrderEvent::couponCode)
                  .count("revision", OrderEvent::revision)
                  .micros("amount", OrderEvent::amountMicros)
                  .micros("shipping", OrderEvent::shippingMicros)
                  .micros("tax", OrderEvent::taxMicros)
                  .time("arrivalTime", e -> null));

  private static final RecordShape<SpendReport> SPEND_REPORT =
      new RecordShape<>(
          SpendReport.class,
          columns ->
              columns
                  .time("eventTime", SpendReport::eventTime)
                  .text("campaignId", SpendReport::campaignId)
                  .text("channel", SpendReport::channel)
                  .time("periodStart", SpendReport::periodStart)
                  .time("periodEnd", SpendReport::periodEnd)
                  .text("currency", SpendReport::currency)
                  .micros("cost", SpendReport::costMicros)
                  .count("revision", SpendReport::revision)
                  .text("adGroupId", SpendReport::adGroupId)
                  .text("breakdown", SpendReport::breakdown)
                  .count("impressions", SpendReport::impressions)
                  .count("clicks", SpendReport::clicks)
                  .time("arrivalTime", e -> null)
                  .symbol("level", SpendLevel.class, SpendReport::level));

  private static final RecordShape<InventoryEvent> STOCK =
      new RecordShape<>(
          InventoryEvent.class,
          columns ->
              columns
                  .text("eventId", InventoryEvent::eventId)
                  .time("eventTime", InventoryEvent::eventTime)
                  .text("sku", InventoryEvent::sku)
                  .text("location", InventoryEvent::location)
                  .micros("onHand", InventoryEvent::onHandMicros)
                  .micros("received", InventoryEvent::receivedMicros)
                  .time("arrivalTime", e -> null));

  private static final RecordShape<IdentityEvent> IDENTITY =
      new RecordShape<>(
          IdentityEvent.class,
          columns ->
              columns
                  .time("eventTime", IdentityEvent::eventTime)
                  .text("visitorId", IdentityEvent::visitorId)
                  .text("customerId", IdentityEvent::customerId)
                  .flag("linked", IdentityEvent::linked)
                  .time("arrivalTime", e -> null));

  /** Interactions, keyed by visitorId, else customerId. */
  public static final ValueEncoder<Interaction> INTERACTIONS =
      ValueEncoder.of(
          WireSchema.INTERACTIONS,
          e -> e.visitorId() != null ? e.visitorId() : Objects.requireNonNull(e.customerId()),
          INTERACTION);

  /** Leads, keyed by leadId. */
  public static final ValueEncoder<LeadEvent> LEADS =
      ValueEncoder.of(WireSchema.LEADS, LeadEvent::leadId, LEAD);

  /** Orders, keyed by orderId. */
  public static final ValueEncoder<OrderEvent> ORDERS =
      ValueEncoder.of(WireSchema.ORDERS, OrderEvent::orderId, ORDER);

  /** Spend reports, keyed by campaignId. */
  public static final ValueEncoder<SpendReport> SPEND =
      ValueEncoder.of(WireSchema.SPEND, SpendReport::campaignId, SPEND_REPORT);

  /** Stock counts and receipts, keyed by sku. */
  public static final ValueEncoder<InventoryEvent> INVENTORY =
      ValueEncoder.of(WireSchema.INVENTORY, InventoryEvent::sku, STOCK);

  /** Identity statements, keyed by visitorId. */
  public static final ValueEncoder<IdentityEvent> IDENTITIES =
      ValueEncoder.of(WireSchema.IDENTITIES, IdentityEvent::visitorId, IDENTITY);

  private EventEncoders() {}
}
