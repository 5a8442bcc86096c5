package io.campaignpulse.attribution;

import io.campaignpulse.event.Credit;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.ingest.Utf8Order;

/**
 * A valid interaction of a person that may earn credit. Ordered by time, ties by eventId in byte
 * order.
 *
 * @param time epoch milliseconds
 */
public record Touch(
    String eventId, long time, InteractionType type, String campaignId, String channel)
    implements Comparable<Touch> {

  @Override
  public int compareTo(Touch other) {
    int byTime = Long.compare(time, other.time);
    return byTime != 0 ? byTime : Utf8Order.compare(eventId, other.eventId);
  }

  /** Whether the person came without being led by any channel. */
  boolean isDirect() {
    return channel.equals(Credit.DIRECT);
  }

  /** Whether both stand for the same campaign and channel. */
  boolean repeats(Touch other) {
    return campaignId.equals(other.campaignId) && channel.equals(other.channel);
  }
}
