package io.campaignpulse.identity;

import io.campaignpulse.ingest.Utf8Order;

/**
 * A statement that, from {@code time} on (epoch milliseconds), a visitor is the customer, or with
 * {@code linked} false that it is nobody but itself. In the natural order the last of an instant is
 * the one that stands: a link before an unlink, of two links the one of the larger customerId.
 *
 * @param leadEventId the event of a lead that made it, so that it can be taken back when that turns
 *     out not to count, whoever else says the same; empty for all others
 */
public record LinkStatement(long time, String customerId, boolean linked, String leadEventId)
    implements Comparable<LinkStatement> {

  /** A statement that is never taken back. */
  public LinkStatement(long time, String customerId, boolean linked) {
    this(time, customerId, linked, "");
  }

  @Override
  public int compareTo(LinkStatement other) {
    int byTime = Long.compare(time, other.time);
    if (byTime != 0) {
      return byTime;
    }
    int byKind = Boolean.compare(linked, other.linked);
    if (byKind != 0) {
      return byKind;
    }
    int byCustomer = Utf8Order.compare(customerId, other.customerId);
    return byCustomer != 0 ? byCustomer : Utf8Order.compare(leadEventId, other.leadEventId);
  }
}
