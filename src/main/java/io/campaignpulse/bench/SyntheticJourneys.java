package io.campaignpulse.bench;

import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.SalesChannel;
import java.time.Duration;
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
 * @param generations how many generations of visitors follow one another, each for its part of the
 *     span; 1 = all are there all the time
 */
record SyntheticJourneys(
    long visitors,
    long touches,
    int touchesPerOrder,
    Duration span,
    boolean known,
    int generations) {

  private static final long START = SyntheticClicks.START;
  private static final long FIRST_VISITOR = 1_000_000_000L;
  private static final long ORDERED_AFTER = Duration.ofSeconds(5).toMillis();

  long orders() {
    return touches / touchesPerOrder;
  }

  Interaction touch(long i) {
    return touch(i, person(i), time(i));
  }

  /** A touch of somebody new, so long after the last one. */
  Interaction touchAfter(long i, Duration later) {
    return touch(touches + i, visitors + i, START + span.plus(later).toMillis());
  }

  private Interaction touch(long i, long person, long time) {
    long mixed = SyntheticClicks.mix(i);
    return SyntheticClicks.click(
        "click-" + Long.toHexString(mixed) + '-' + i,
        time,
        FIRST_VISITOR + person,
        (int) ((mixed >>> 40) % SyntheticClicks.SERIES),
        null);
  }

  /** The order that follows on the {@code touchesPerOrder}th touch of its turn. */
  OrderEvent order(long turn) {
    long touch = (turn + 1) * touchesPerOrder - 1;
    return order(turn, person(touch), time(touch));
  }

  /** The order that follows on {@link #touchAfter}. */
  OrderEvent orderAfter(long i, Duration later) {
    return order(orders() + i, visitors + i, START + span.plus(later).toMillis());
  }

  private OrderEvent order(long turn, long person, long touched) {
    long mixed = SyntheticClicks.mix(turn);
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
        touched + ORDERED_AFTER,
        "order-" + (1_000_000_000 + turn),
        OrderStatus.PLACED,
        known ? customer(person) : null,
        visitor(person),
        null,
        "USD",
        List.of(line),
        SalesChannel.ONLINE,
        null,
        null,
        SyntheticClicks.ANYWHERE);
  }

  /** The number of the visitor of a touch, from 0. */
  long person(long touch) {
    long generation = touch * generations / touches;
    long size = visitors / generations;
    return generation * size + (SyntheticClicks.mix(touch) >>> 8) % size;
  }

  private static String visitor(long person) {
    return SyntheticClicks.visitor(FIRST_VISITOR + person);
  }

  private static String customer(long person) {
    return "customer-of-" + visitor(person);
  }

  private long time(long touch) {
    return START + (long) ((double) touch / touches * span.toMillis());
  }
}
