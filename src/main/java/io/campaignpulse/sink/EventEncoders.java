package io.campaignpulse.sink;

import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.source.WireSchema;
import java.util.List;
import java.util.Objects;

/**
 * How events are written to their topics, for whoever takes them in over HTTP or makes them up.
 * Keys keep what belongs together in one partition. {@code arrivalTime} is left to the record's
 * timestamp.
 */
public final class EventEncoders {

  /** Interactions, keyed by visitorId, else customerId. */
  public static final ValueEncoder<Interaction> INTERACTIONS =
      new ValueEncoder<>(
          WireSchema.INTERACTIONS,
          e -> e.visitorId() != null ? e.visitorId() : Objects.requireNonNull(e.customerId()),
          EventEncoders::interaction);

  /** Leads, keyed by leadId. */
  public static final ValueEncoder<LeadEvent> LEADS =
      new ValueEncoder<>(WireSchema.LEADS, LeadEvent::leadId, EventEncoders::lead);

  /** Orders, keyed by orderId. */
  public static final ValueEncoder<OrderEvent> ORDERS =
      new ValueEncoder<>(WireSchema.ORDERS, OrderEvent::orderId, EventEncoders::order);

  /** Spend reports, keyed by campaignId. */
  public static final ValueEncoder<SpendReport> SPEND =
      new ValueEncoder<>(WireSchema.SPEND, SpendReport::campaignId, EventEncoders::spend);

  /** Stock counts and receipts, keyed by sku. */
  public static final ValueEncoder<InventoryEvent> INVENTORY =
      new ValueEncoder<>(WireSchema.INVENTORY, InventoryEvent::sku, EventEncoders::inventory);

  /** Identity statements, keyed by visitorId. */
  public static final ValueEncoder<IdentityEvent> IDENTITIES =
      new ValueEncoder<>(WireSchema.IDENTITIES, IdentityEvent::visitorId, EventEncoders::identity);

  private EventEncoders() {}

  private static void interaction(Interaction e, WireWriter out) {
    out.text(e.eventId())
        .number(e.eventTime())
        .symbol(e.type())
        .optionalText(e.visitorId())
        .optionalText(e.customerId())
        .optionalText(e.campaignId())
        .optionalText(e.channel())
        .optionalText(e.userAgent())
        .optionalFlag(e.viewable() ? null : Boolean.FALSE)
        .optionalText(e.pageUrl())
        .optionalText(e.referrer())
        .optionalText(e.source())
        .optionalText(e.medium())
        .optionalText(e.campaignName())
        .optionalText(e.adGroupId())
        .optionalText(e.creativeId())
        .optionalText(e.promotionId())
        .optionalText(e.region())
        .optionalText(e.device())
        .absent();
  }

  private static void lead(LeadEvent e, WireWriter out) {
    out.text(e.eventId())
        .number(e.eventTime())
        .text(e.leadId())
        .symbol(e.stage())
        .optionalFlag(e.reopened() ? Boolean.TRUE : null)
        .optionalText(e.visitorId())
        .optionalText(e.customerId())
        .optionalText(e.campaignId())
        .optionalText(e.channel())
        .optionalDecimal(e.valueMicros())
        .optionalText(e.currency())
        .optionalText(e.owner())
        .optionalText(e.dealerId())
        .optionalNumber(e.contactedTime())
        .absent();
  }

  private static void order(OrderEvent e, WireWriter out) {
    out.text(e.eventId())
        .number(e.eventTime())
        .text(e.orderId())
        .symbol(e.status())
        .optionalText(e.customerId())
        .optionalText(e.visitorId())
        .optionalText(e.leadId())
        .text(e.currency());
    orderLines(e.lines(), out);
    out.optionalSymbol(e.salesChannel())
        .optionalText(e.dealerId())
        .optionalText(e.couponCode())
        .optionalNumber(e.revision())
        .optionalDecimal(e.amountMicros())
        .optionalDecimal(e.shippingMicros())
        .optionalDecimal(e.taxMicros())
        .absent();
  }

  /** No lines are absent: a return of an empty list would be refused. */
  private static void orderLines(List<OrderLine> lines, WireWriter out) {
    if (lines.isEmpty()) {
      out.absent();
      return;
    }
    out.present()
        .list(
            lines,
            line ->
                out.text(line.sku())
                    .decimal(line.quantityMicros())
                    .decimal(line.unitPriceMicros())
                    .present()
                    .decimal(line.discountMicros())
                    .optionalDecimal(line.unitCostMicros())
                    .optionalText(line.promotionId()));
  }

  private static void spend(SpendReport e, WireWriter out) {
    out.number(e.eventTime())
        .text(e.campaignId())
        .text(e.channel())
        .number(e.periodStart())
        .number(e.periodEnd())
        .text(e.currency())
        .decimal(e.costMicros())
        .optionalNumber(e.revision())
        .optionalText(e.adGroupId())
        .optionalText(e.breakdown())
        .optionalNumber(e.impressions())
        .optionalNumber(e.clicks())
        .absent();
  }

  private static void inventory(InventoryEvent e, WireWriter out) {
    out.text(e.eventId())
        .number(e.eventTime())
        .text(e.sku())
        .optionalText(e.location())
        .optionalDecimal(e.onHandMicros())
        .optionalDecimal(e.receivedMicros())
        .absent();
  }

  private static void identity(IdentityEvent e, WireWriter out) {
    out.number(e.eventTime())
        .text(e.visitorId())
        .text(e.customerId())
        .optionalFlag(e.linked())
        .absent();
  }
}
