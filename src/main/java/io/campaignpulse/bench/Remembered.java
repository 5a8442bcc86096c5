package io.campaignpulse.bench;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.HistoryOutput;
import io.campaignpulse.attribution.OrderBook;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonHistory;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.attribution.VisitorHistory;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OriginalAmounts;
import io.campaignpulse.event.PricedLine;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.identity.PersonKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * What attribution may keep for ever of a visitor who ordered as a customer, in bytes of a
 * checkpoint: the link to the customer, and the customer's first order. Everything else of them is
 * told to be forgotten.
 */
final class Remembered implements HistoryOutput {

  /** Of a checkpoint on the heap: the namespace, the length of the key, the format. */
  private static final int AROUND = 3;

  private final AttributionOptions options;

  Remembered(AttributionOptions options) {
    this.options = options;
  }

  /** Bytes in {@code assign-persons}. */
  long link(OrderEvent order) {
    String visitor = Objects.requireNonNull(order.visitorId());
    String customer = Objects.requireNonNull(order.customerId());
    long later = order.eventTime() + options.ordersRetention();
    VisitorHistory history = VisitorHistory.empty();
    history.apply(
        VisitorEvent.link(visitor, customer, order.eventTime(), true),
        options,
        Long.MIN_VALUE,
        this);
    history.tellEndedPaths(later, options, this);
    history.forget(visitor, later, later);
    return bytes(visitor, history::write);
  }

  /** Bytes in {@code match-touches}. */
  long firstOrder(OrderEvent order) {
    String person = PersonKey.customer(Objects.requireNonNull(order.customerId()));
    long later = order.eventTime() + options.ordersRetention();
    PersonHistory history = PersonHistory.empty();
    history.apply(
        PersonEvent.of(
            person,
            PersonEvent.Change.GAINED,
            Objects.requireNonNull(OrderBook.empty().apply(priced(order)).book().conversion())),
        options,
        Long.MIN_VALUE,
        this);
    history.tellEndedPaths(later, options, this);
    history.forget(person, later, later);
    return bytes(person, history::write);
  }

  private static PricedOrder priced(OrderEvent order) {
    return new PricedOrder(
        order.eventId(),
        order.eventTime(),
        order.orderId(),
        order.status(),
        order.customerId(),
        order.visitorId(),
        order.leadId(),
        List.of(new PricedLine("sku", 1_000_000, 10_000_000, 0, 6_000_000L, null)),
        order.salesChannel(),
        order.dealerId(),
        order.couponCode(),
        null,
        null,
        null,
        new OriginalAmounts(order.currency(), BigDecimal.ONE, List.of(), null),
        order.origin());
  }

  private interface Writing {
    void to(DataOutput out) throws IOException;
  }

  private static long bytes(String key, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (long) AROUND + key.length() + bytes.size();
  }

  @Override
  public void tell(CreditCase creditCase) {
    // What is told doesn't stay.
  }

  @Override
  public void tell(JourneyChange change) {
    // Likewise.
  }

  @Override
  public void tell(PersonEvent event) {
    // Likewise.
  }

  @Override
  public void forgotTouch() {
    throw new IllegalStateException("there was no touch");
  }

  @Override
  public void cameLate() {
    throw new IllegalStateException("nothing was late");
  }
}
