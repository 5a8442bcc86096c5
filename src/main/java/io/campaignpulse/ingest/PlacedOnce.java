package io.campaignpulse.ingest;

import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderStatus;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An order is placed once: a second PLACED of its id is a duplicate, by (eventTime, eventId). What
 * is cancelled or comes back counts each time.
 *
 * @param retentionMillis how long after its placing an order is remembered live
 */
public record PlacedOnce(long retentionMillis) implements Judgement<OrderEvent> {

  @Override
  public String keyOf(OrderEvent event) {
    return event.orderId();
  }

  @Override
  public Comparator<OrderEvent> order() {
    return Comparator.comparingLong(OrderEvent::eventTime)
        .thenComparing(OrderEvent::eventId, Utf8Order::compare);
  }

  @Override
  public Verdict judge(@Nullable Long known, OrderEvent event) {
    if (event.status() != OrderStatus.PLACED) {
      return Verdict.of(Decision.COUNTED);
    }
    return known == null ? Verdict.counted(1) : Verdict.of(Decision.DUPLICATE);
  }

  @Override
  public long keepUntil(OrderEvent event) {
    return event.eventTime() + retentionMillis;
  }
}
