package io.campaignpulse.customer;

import io.campaignpulse.ingest.Utf8Order;
import java.util.Comparator;

/**
 * What a campaign and channel earned of an order. Ordered by campaign, then channel, in byte order.
 *
 * @param weightNanos billionths; the shares of an order sum to 10⁹
 */
public record Share(String campaignId, String channel, long weightNanos)
    implements Comparable<Share> {

  private static final Comparator<Share> ORDER =
      Comparator.comparing(Share::campaignId, Utf8Order::compare)
          .thenComparing(Share::channel, Utf8Order::compare);

  @Override
  public int compareTo(Share other) {
    return ORDER.compare(this, other);
  }

  boolean isOfTheSameSeries(Share other) {
    return campaignId.equals(other.campaignId) && channel.equals(other.channel);
  }
}
