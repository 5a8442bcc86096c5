package io.campaignpulse.bench;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.SalesChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Made-up journeys of visitors, the same at each run: touch {@code i} is a function of {@code i}.
 * Touches come evenly over {@code span}, each of a random visitor, and after every so many of them
 * the visitor of the last one orders.
 *
 * @param visitors how many there are
 * @param touches clicks in all
 * @param touchesPerOrder clicks for each order
 * @param span event time from the first to the last
 * @param known whether orders name a customer, so that the visitor's touches become the customer's
 */
record SyntheticJourneys(
    long visitors, long touches, int touchesPerOrder, Duration span, boolean known) {

  private static final long START = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
  private static final long ORDERED_AFTER = Duration.ofSeconds(5).toMillis();
  private static final int CAMPAIGNS = 25;
  private static final String[] CHANNEL = {"PAID_SEARCH", "PAID_SOCIAL", "DISPLAY", "EMAIL"};
  private static final int SERIES = CAMPAIGNS * CHANNEL.length;
  private static final Origin ANYWHERE = new Origin(0, 0, null, 0);

  long orders() {
    return touches / touchesPerOrder;
  }

  Interaction touch(long i) {
    long mixed = SyntheticClicks.mix(i);
    int series = (int) ((mixed >>> 40) % SERIES);
    return new Interaction(
        "click-" + Long.toHexString(mixed) + '-' + i,
        time(i),
        InteractionType.CLICK,
        visitor(i),
        null,
        "campaign-2026-" + (10 + series / CHANNEL.length),
        CHANNEL[series % CHANNEL.length],
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        true,
        ANYWHERE);
  }

  /** The order that follows on the {@code touchesPerOrder}th touch of its turn. */
  OrderEvent order(long turn) {
    long touch = (turn + 1) * touchesPerOrder - 1;
    long mixed = SyntheticClicks.mix(touch);
    OrderLine line =
        new OrderLine(
            "sku-" + mixed % 500,
            (1 + mixed % 3) * 1_000_000,
            9_990_000 + mixed % 90 * 1_000_000,
            0,
            6_000_000L,
            null);
    return new OrderEvent(
        "placed-" + turn,
        time(touch) + ORDERED_AFTER,
        "order-" + (1_000_000_000 + turn),
        OrderStatus.PLACED,
        known ? "customer-of-" + visitor(touch) : null,
        visitor(touch),
        null,
        "USD",
        List.of(line),
        SalesChannel.ONLINE,
        null,
        null,
        ANYWHERE);
  }

  private String visitor(long touch) {
    return "visitor-" + (1_000_000_000L + (SyntheticClicks.mix(touch) >>> 8) % visitors);
  }

  private long time(long touch) {
    return START + (long) ((double) touch / touches * span.toMillis());
  }
}
