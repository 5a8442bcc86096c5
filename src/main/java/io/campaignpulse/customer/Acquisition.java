package io.campaignpulse.customer;

import io.campaignpulse.ingest.Utf8Order;
import java.util.Comparator;
import java.util.List;

/**
 * Who made a person a customer and when: all that is kept of it for ever. Ordered by time, ties by
 * orderId in byte order.
 *
 * @param time of the first valid order, epoch milliseconds
 * @param shares who earned that order, in their order
 */
public record Acquisition(long time, String orderId, List<Share> shares)
    implements Comparable<Acquisition> {

  private static final Comparator<Acquisition> ORDER =
      Comparator.comparingLong(Acquisition::time)
          .thenComparing(Acquisition::orderId, Utf8Order::compare);

  static Acquisition by(CustomerOrder order) {
    return new Acquisition(order.time(), order.orderId(), order.shares());
  }

  @Override
  public int compareTo(Acquisition other) {
    return ORDER.compare(this, other);
  }

  /** The customer's age at an instant, in whole days; 0 before it was one. */
  int age(long instant, int oldest) {
    return (int) Math.max(0, Math.min(oldest, Days.between(time, instant)));
  }

  long[] weights() {
    return shares.stream().mapToLong(Share::weightNanos).toArray();
  }
}
