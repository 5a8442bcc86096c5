package io.campaignpulse.alert.feed;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.TimeBasis;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Source of events of the whole business that is expected never to be silent. */
public enum WatchedSource {
  IMPRESSIONS(BaseMeasure.IMPRESSIONS, null),
  CLICKS(BaseMeasure.CLICKS, null),
  VISITS(BaseMeasure.VISITS, null),
  ORDERS(null, AttributedMeasure.ORDERS),
  LEADS(null, AttributedMeasure.LEADS);

  /** How many there are: the length of a vector indexed by ordinal. */
  public static final int COUNT = values().length;

  private static final long NANOS = 1_000_000_000;

  private final @Nullable BaseMeasure base;
  private final @Nullable AttributedMeasure credited;

  WatchedSource(@Nullable BaseMeasure base, @Nullable AttributedMeasure credited) {
    this.base = base;
    this.credited = credited;
  }

  /** The source of that name; null if it isn't watched. */
  static @Nullable WatchedSource named(String label) {
    for (WatchedSource source : values()) {
      if (source.label().equals(label)) {
        return source;
      }
    }
    return null;
  }

  /** Its name in rules, findings and sentences. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether its events are visits, as opposed to what visitors do then. */
  public boolean isTraffic() {
    return base != null;
  }

  /**
   * What a row counts of each source, by ordinal, in billionths: shares of one conversion that
   * campaigns have sum to a whole.
   *
   * @param model of the credit that is counted, at the time of the conversion
   */
  public static long[] nanos(CampaignMetrics row, AttributionModel model) {
    long[] nanos = new long[COUNT];
    for (WatchedSource source : values()) {
      if (source.base != null) {
        nanos[source.ordinal()] = Math.multiplyExact(row.base()[source.base.ordinal()], NANOS);
      } else if (source.credited != null) {
        nanos[source.ordinal()] = credited(row, model, source.credited);
      }
    }
    return nanos;
  }

  private static long credited(
      CampaignMetrics row, AttributionModel model, AttributedMeasure measure) {
    return row.attributed().stream()
        .filter(totals -> totals.model() == model && totals.basis() == TimeBasis.CONVERSION_TIME)
        .mapToLong(totals -> totals.amounts()[measure.ordinal()])
        .sum();
  }

  /** Billionths as wholes, at least 0. */
  static double wholes(long nanos) {
    return Math.max(0, nanos) / (double) NANOS;
  }
}
