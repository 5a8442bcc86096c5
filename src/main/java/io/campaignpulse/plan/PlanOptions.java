package io.campaignpulse.plan;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.TimeBasis;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How plans are followed and published.
 *
 * @param timeZone IANA name of the reporting zone
 * @param currency ISO 4217 code of the reporting currency
 * @param model the attribution model targets are measured by
 * @param basis the time basis targets are measured on
 * @param retentionMillis live: how long after its end a plan is corrected, and facts are kept for
 *     plans to come
 * @param ordersRetention live: how long an order may be returned
 * @param patience live: how long a return waits for its order
 * @param publishEveryMillis live: how often what changed is published at most
 * @param asOf the instant a replay's results hold for, epoch milliseconds; null live
 */
public record PlanOptions(
    Emission emission,
    String timeZone,
    String currency,
    AttributionModel model,
    TimeBasis basis,
    long retentionMillis,
    long ordersRetention,
    long patience,
    long publishEveryMillis,
    @Nullable Long asOf)
    implements Serializable {

  /** Refuses what could never be published. */
  public PlanOptions {
    if (publishEveryMillis < 1 || retentionMillis < 1) {
      throw new IllegalArgumentException("needs an interval and a retention of at least 1 ms");
    }
    if (emission == Emission.AT_END && asOf == null) {
      throw new IllegalArgumentException("a replay's results need the instant they hold for");
    }
  }

  /** Whether results follow each change. */
  public boolean isLive() {
    return emission == Emission.ON_CHANGE;
  }
}
