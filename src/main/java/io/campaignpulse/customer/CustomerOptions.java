package io.campaignpulse.customer;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Emission;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How customer value is computed and published.
 *
 * @param model the attribution model whose credits say who acquired a customer
 * @param ordersRetention live: how long after an order something about it may change, milliseconds
 * @param publishEveryMillis live: how often what changed is published at most
 * @param oldestAge the last age there is a row for, in days; it holds what comes later, too
 * @param asOf the instant a replay's results hold for, epoch milliseconds; null live
 */
public record CustomerOptions(
    Emission emission,
    AttributionModel model,
    long ordersRetention,
    long publishEveryMillis,
    int oldestAge,
    @Nullable Long asOf)
    implements Serializable {

  /** The last age there is a row for: two years. */
  public static final int OLDEST_AGE = 730;

  /** Refuses what could never be published. */
  public CustomerOptions {
    if (publishEveryMillis < 1 || oldestAge < 0) {
      throw new IllegalArgumentException("needs an interval of at least 1 ms and an age from 0 on");
    }
    if (emission == Emission.AT_END && asOf == null) {
      throw new IllegalArgumentException("a replay's results need the instant they hold for");
    }
  }
}
