package io.campaignpulse.alert.threshold;

import io.campaignpulse.alert.rule.Comparison;
import io.campaignpulse.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What missing a target costs over a window: revenue (or margin) that is lacking, or cost that was
 * spent beyond the target.
 */
final class MoneyAtRisk {

  private static final double MICROS = 1e6;

  private MoneyAtRisk() {}

  /** In micros, at least 0; null where the metric says nothing about money. */
  static @Nullable Long micros(
      Metric metric, Comparison comparison, double target, long[] base, long[] attributed) {
    Double above = metric.numerator(base, 0, attributed);
    Double below = metric.denominator(base, 0, attributed);
    if (above == null || below == null) {
      return null;
    }
    Double money =
        switch (metric) {
          case ROAS, ROAS_LIVE, POAS, NET_REVENUE, GROSS_REVENUE, MARGIN ->
              comparison.isBelow() ? target * below - above : null;
          case SPEND, PROVISIONAL_SPEND, CPC, CPL, CPQL, CPA, CPA_LIVE, CAC ->
              comparison.isBelow() ? null : above - target * below;
          case CPM -> comparison.isBelow() ? null : above - target * below / 1000;
          default -> null;
        };
    return money == null ? null : Math.max(0, Math.round(money * MICROS));
  }
}
