package io.campaignpulse.alert.feed;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import io.campaignpulse.ingest.FxRates;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Event that was refused because no exchange rate of its currency is known.
 *
 * @param topic ORDERS, LEADS or SPEND
 * @param currency ISO 4217 code
 * @param micros what it is worth in that currency
 * @param arrivalTime epoch milliseconds
 */
public record UnpricedEvent(Topic topic, String currency, long micros, long arrivalTime) {

  /** Returns the event of a rejection; null where that has another reason or its text was cut. */
  public static @Nullable UnpricedEvent of(Rejection rejection) {
    byte[] payload = rejection.payload();
    if (rejection.reason() != RejectionReason.FX_RATE_MISSING || payload == null) {
      return null;
    }
    Origin origin =
        new Origin(rejection.partition(), rejection.position(), null, rejection.arrivalTime());
    try {
      return switch (rejection.topic()) {
        case ORDERS -> of(CanonicalJson.read(payload, OrderEvent.class, origin));
        case SPEND -> of(CanonicalJson.read(payload, SpendReport.class, origin));
        case LEADS -> of(CanonicalJson.read(payload, LeadEvent.class, origin));
        default -> null;
      };
    } catch (IOException | ArithmeticException e) {
      return null;
    }
  }

  private static UnpricedEvent of(OrderEvent order) {
    long micros = 0;
    for (OrderLine line : order.lines()) {
      micros +=
          FxRates.worth(line.quantityMicros(), line.unitPriceMicros(), BigDecimal.ONE)
              - line.discountMicros();
    }
    return new UnpricedEvent(Topic.ORDERS, order.currency(), micros, order.origin().arrivalTime());
  }

  private static UnpricedEvent of(SpendReport report) {
    return new UnpricedEvent(
        Topic.SPEND, report.currency(), report.costMicros(), report.origin().arrivalTime());
  }

  private static @Nullable UnpricedEvent of(LeadEvent lead) {
    String currency = lead.currency();
    return currency == null
        ? null
        : new UnpricedEvent(
            Topic.LEADS,
            currency,
            Objects.requireNonNullElse(lead.valueMicros(), 0L),
            lead.origin().arrivalTime());
  }

  /** Returns the key that distinguishes its findings by topic and currency. */
  public String subject() {
    return topic.label() + ":" + currency;
  }
}
