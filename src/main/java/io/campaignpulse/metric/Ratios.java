package io.campaignpulse.metric;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.BusinessMetrics;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ratios a result carries, in the order of docs/metrics.md, and what is derived from totals
 * without being one.
 */
public final class Ratios {

  /** Those of a campaign, channel and window that need no attribution. */
  public static final List<Metric> OF_BASE =
      Arrays.stream(Metric.values()).filter(m -> m.isRatio() && !m.isAttributed()).toList();

  /** Those of a campaign, channel and window under one model and basis. */
  public static final List<Metric> OF_ATTRIBUTED =
      Arrays.stream(Metric.values())
          .filter(m -> m.isRatio() && m.isAttributed() && m != Metric.MER)
          .toList();

  private Ratios() {}

  /** The attributed sums of a scope in which nothing was credited. */
  public static long[] nothingAttributed() {
    return new long[AttributedMeasure.COUNT];
  }

  /** netRevenue − cogs in micros; null while a unit's cost is unknown (metrics.md, row "cogs"). */
  public static @Nullable Long marginMicros(long[] attributed) {
    if (attributed[AttributedMeasure.UNITS_WITHOUT_COST.ordinal()] != 0) {
      return null;
    }
    return Math.subtractExact(
        attributed[AttributedMeasure.NET_REVENUE.ordinal()],
        attributed[AttributedMeasure.COGS.ordinal()]);
  }

  /** Any metric of the whole business in a window: {@code mer}, {@code cac}, {@code orders} … */
  public static @Nullable Double of(Metric metric, BusinessMetrics totals) {
    long[] base = new long[BaseMeasure.COUNT];
    base[BaseMeasure.SPEND.ordinal()] = totals.spendMicros();
    return metric.value(base, 0, totals.credited());
  }
}
