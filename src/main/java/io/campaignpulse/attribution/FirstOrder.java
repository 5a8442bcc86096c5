package io.campaignpulse.attribution;

import io.campaignpulse.ingest.Utf8Order;

/**
 * When a person first bought: all that is kept for ever of its orders. Ordered by time, ties by
 * eventId in byte order.
 *
 * @param time epoch milliseconds
 */
public record FirstOrder(long time, String eventId) implements Comparable<FirstOrder> {

  static FirstOrder of(Conversion order) {
    return new FirstOrder(order.time(), order.eventId());
  }

  @Override
  public int compareTo(FirstOrder other) {
    int byTime = Long.compare(time, other.time);
    return byTime != 0 ? byTime : Utf8Order.compare(eventId, other.eventId);
  }
}
