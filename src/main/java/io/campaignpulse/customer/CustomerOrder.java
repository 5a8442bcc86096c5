package io.campaignpulse.customer;

import java.util.List;

/**
 * What a person is told of one of its orders; a later word of the same order replaces it.
 *
 * @param person a {@link io.campaignpulse.identity.PersonKey}
 * @param time of the order, epoch milliseconds
 * @param first whether it is the person's first valid order
 * @param shares who earned it, in their order, one for each campaign and channel
 * @param bookings its margin to date, times ascending
 */
public record CustomerOrder(
    Word word,
    String person,
    String orderId,
    long time,
    boolean first,
    List<Share> shares,
    List<MarginBooking> bookings) {

  /** What has become of the order. */
  public enum Word {
    /** It is this person's and stands like this. */
    STANDS,
    /** It is no longer this person's. */
    LEFT,
    /** It is this person's, and nothing about it will change any more. */
    SETTLED
  }

  CustomerOrder as(Word newWord) {
    return new CustomerOrder(newWord, person, orderId, time, first, shares, bookings);
  }
}
