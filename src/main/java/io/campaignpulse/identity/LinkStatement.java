package io.campaignpulse.identity;

import io.campaignpulse.ingest.Utf8Order;

/**
 * A statement that, from {@code time} on (epoch milliseconds), a visitor is the customer, or with
 * {@code linked} false that it is nobody but itself. In the natural order the last of an instant is
 * the one that stands: a link before an unlink, of two links the one of the larger customerId.
 */
public record LinkStatement(long time, String customerId, boolean linked)
    implements Comparable<LinkStatement> {

  @Override
  public int compareTo(LinkStatement other) {
    int byTime = Long.compare(time, other.time);
    if (byTime != 0) {
      return byTime;
    }
    int byKind = Boolean.compare(linked, other.linked);
    return byKind != 0 ? byKind : Utf8Order.compare(customerId, other.customerId);
  }
}
