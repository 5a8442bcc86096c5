package io.campaignpulse.ingest;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.OriginalAmounts;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.event.SpendReport;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way to express an event's amounts in the reporting currency, at the rate of the event's own
 * time.
 *
 * @param <I> the event with its own currency
 * @param <O> the event in the reporting currency
 */
@FunctionalInterface
public interface Pricing<I extends Event, O> extends Serializable {

  /**
   * The most one event may add to a sum, in millionths: a billion of the reporting currency. Sums
   * are kept in a long and must never leave its range; it takes over 9,000 such events to get
   * there.
   */
  long MAX_AMOUNT_MICROS = 1_000_000_000_000_000L;

  /** The most units of one order, in millionths: a million, for the same reason. */
  long MAX_QUANTITY_MICROS = 1_000_000_000_000L;

  /** The most impressions or clicks of one report, for the same reason. */
  long MAX_COUNT = 1_000_000_000_000L;

  /**
   * The priced event.
   *
   * @throws MissingRateException if no rate is known for its currency and time
   * @throws ArithmeticException if an amount is too large to be added up
   */
  O price(I event, FxRates rates) throws MissingRateException;

  /** An order at the rate of its time; what changes it is priced at its order's rate. */
  static PricedOrder order(OrderEvent event, FxRates rates) throws MissingRateException {
    @Nullable BigDecimal rate =
        event.status() == OrderStatus.PLACED
            ? rateOf(event.currency(), event.eventTime(), rates)
            : null;
    List<PricedLine> lines =
        switch (event.status()) {
          case PLACED -> lines(event.lines(), Objects.requireNonNull(rate));
          case UPDATED -> List.of();
          case CANCELLED, RETURNED ->
              event.lines().stream().map(line -> line(line, BigDecimal.ZERO)).toList();
        };
    boolean mayChange =
        event.status() == OrderStatus.UPDATED || (rate != null && event.revision() != null);
    boolean isRefund = event.status() == OrderStatus.RETURNED && lines.isEmpty();
    return new PricedOrder(
        event.eventId(),
        event.eventTime(),
        event.orderId(),
        event.status(),
        event.customerId(),
        event.visitorId(),
        event.leadId(),
        lines,
        event.salesChannel(),
        event.dealerId(),
        event.couponCode(),
        null,
        null,
        event.revision(),
        new OriginalAmounts(
            event.currency(),
            rate,
            mayChange ? event.lines() : List.of(),
            isRefund ? event.amountMicros() : null),
        event.origin());
  }

  /**
   * The lines of an order at a rate.
   *
   * @throws ArithmeticException if they are too large to be added up
   */
  static List<PricedLine> lines(List<OrderLine> lines, BigDecimal rate) {
    List<PricedLine> priced = lines.stream().map(line -> line(line, rate)).toList();
    requireBounded(priced);
    return priced;
  }

  private static PricedLine line(OrderLine line, BigDecimal rate) {
    Long unitCost = line.unitCostMicros();
    return new PricedLine(
        line.sku(),
        line.quantityMicros(),
        FxRates.worth(line.quantityMicros(), line.unitPriceMicros(), rate),
        FxRates.convert(line.discountMicros(), rate),
        unitCost == null ? null : FxRates.worth(line.quantityMicros(), unitCost, rate),
        line.promotionId());
  }

  /** A spend report at the rate of its period's start. */
  static SpendReport spend(SpendReport report, FxRates rates) throws MissingRateException {
    BigDecimal rate = rateOf(report.currency(), report.periodStart(), rates);
    long cost = FxRates.convert(report.costMicros(), rate);
    requireAtMost(MAX_AMOUNT_MICROS, Math.abs(cost), "cost");
    requireAtMost(MAX_COUNT, Objects.requireNonNullElse(report.impressions(), 0L), "impressions");
    requireAtMost(MAX_COUNT, Objects.requireNonNullElse(report.clicks(), 0L), "clicks");
    return report.priced(rates.reportingCurrency(), cost);
  }

  private static void requireBounded(List<PricedLine> lines) {
    long quantity = 0;
    long gross = 0;
    long discount = 0;
    long cogs = 0;
    for (PricedLine line : lines) {
      quantity = Math.addExact(quantity, line.quantityMicros());
      gross = Math.addExact(gross, Math.abs(line.grossMicros()));
      discount = Math.addExact(discount, Math.abs(line.discountMicros()));
      cogs = Math.addExact(cogs, Math.abs(Objects.requireNonNullElse(line.cogsMicros(), 0L)));
    }
    requireAtMost(MAX_QUANTITY_MICROS, quantity, "quantity");
    requireAtMost(MAX_AMOUNT_MICROS, gross, "gross revenue");
    requireAtMost(MAX_AMOUNT_MICROS, discount, "discount");
    requireAtMost(MAX_AMOUNT_MICROS, cogs, "cost of goods");
  }

  private static void requireAtMost(long limit, long amount, String what) {
    if (amount > limit) {
      throw new ArithmeticException(what + " is too large to be added up");
    }
  }

  /** A lead's value at the rate of its event's time; one without currency is left. */
  static LeadEvent lead(LeadEvent lead, FxRates rates) throws MissingRateException {
    Long value = lead.valueMicros();
    if (value == null || lead.currency() == null) {
      return lead;
    }
    BigDecimal rate = rateOf(lead.currency(), lead.eventTime(), rates);
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
        FxRates.convert(value, rate),
        rates.reportingCurrency(),
        lead.owner(),
        lead.dealerId(),
        lead.contactedTime(),
        lead.dealerCampaign(),
        lead.origin());
  }

  private static BigDecimal rateOf(String currency, long time, FxRates rates)
      throws MissingRateException {
    @Nullable BigDecimal rate = rates.latestAtOrBefore(currency, time);
    if (rate == null) {
      throw new MissingRateException(currency, time);
    }
    return rate;
  }

  /** This way with its result thrown away: passes an event as it is if it can be priced. */
  default Pricing<I, I> check() {
    return (event, rates) -> {
      price(event, rates);
      return event;
    };
  }

  /** There is no rate for a currency at or before an instant. */
  final class MissingRateException extends Exception {
    private static final long serialVersionUID = 1L;

    private MissingRateException(String currency, long time) {
      super("no rate of " + currency + " at or before " + java.time.Instant.ofEpochMilli(time));
    }
  }
}
