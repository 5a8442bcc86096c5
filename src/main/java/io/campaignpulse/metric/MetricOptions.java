package io.campaignpulse.metric;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.WindowSize;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How campaign-metrics and business-metrics are summed and published.
 *
 * @param zoneId IANA name of the reporting time zone
 * @param windows the windows results are kept for; at least one
 * @param models the attribution models whose credits are summed; others are ignored
 * @param impressions where the measure {@code impressions} comes from
 * @param clicks where the measure {@code clicks} comes from
 * @param retentionMillis how long after its end a window is kept; LIFE is kept for ever. Without
 *     meaning at the end of a replay, where nothing expires
 * @param publishEveryMillis how often changed windows are published, at least 1 (ON_CHANGE)
 * @param asOf the instant a replay's results hold for, epoch milliseconds; null live
 * @param reportingModel the model business-metrics are credited under
 */
public record MetricOptions(
    Emission emission,
    String zoneId,
    List<WindowSize> windows,
    List<AttributionModel> models,
    DeliverySource impressions,
    DeliverySource clicks,
    Map<WindowSize, Long> retentionMillis,
    long publishEveryMillis,
    @Nullable Long asOf,
    AttributionModel reportingModel)
    implements Serializable {

  /** Which source fills a delivery measure; never both. */
  public enum DeliverySource {
    /** Our own valid interactions. */
    EVENTS,
    /** The platforms' counts in spend reports, spread over their period like cost. */
    REPORTS
  }

  /** Makes the collections serializable and unmodifiable. */
  public MetricOptions {
    windows = List.copyOf(windows);
    models = List.copyOf(models);
    retentionMillis = Map.copyOf(retentionMillis);
    if (windows.isEmpty() || publishEveryMillis < 1) {
      throw new IllegalArgumentException(
          "needs a window and a publishing interval of at least 1 ms");
    }
    if (emission == Emission.AT_END && asOf == null) {
      throw new IllegalArgumentException("a replay's results need the instant they hold for");
    }
  }
}
