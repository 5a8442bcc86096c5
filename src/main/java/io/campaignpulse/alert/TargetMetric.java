package io.campaignpulse.alert;

import io.campaignpulse.metric.Metric;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A metric with a target as the statistic of alerting.md sees it: what has been counted, and the
 * clicks or the cost that let so much be expected of it.
 */
public enum TargetMetric {
  CVR(Metric.CVR, PaneColumn.ORDERS, PaneColumn.CLICKS),
  LEAD_RATE(Metric.LEAD_RATE, PaneColumn.LEADS, PaneColumn.CLICKS),
  CPA(Metric.CPA, PaneColumn.ORDERS, PaneColumn.COST),
  CPL(Metric.CPL, PaneColumn.LEADS, PaneColumn.COST),
  CPQL(Metric.CPQL, PaneColumn.QUALIFIED_LEADS, PaneColumn.COST),
  CAC(Metric.CAC, PaneColumn.NEW_CUSTOMERS, PaneColumn.COST),
  ROAS(Metric.ROAS, PaneColumn.REVENUE, PaneColumn.COST);

  private static final Map<Metric, TargetMetric> BY_METRIC =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.metric, Function.identity()));

  private final Metric metric;
  private final PaneColumn counted;
  private final PaneColumn exposure;

  TargetMetric(Metric metric, PaneColumn counted, PaneColumn exposure) {
    this.metric = metric;
    this.counted = counted;
    this.exposure = exposure;
  }

  /** The metric of that name; null if it has no such target. */
  static @Nullable TargetMetric named(@Nullable String name) {
    return name == null ? null : BY_METRIC.get(Metric.named(name));
  }

  Metric metric() {
    return metric;
  }

  PaneColumn counted() {
    return counted;
  }

  PaneColumn exposure() {
    return exposure;
  }

  /** Whether it is judged by cost, so only as far as cost is reported. */
  boolean isByCost() {
    return exposure == PaneColumn.COST;
  }

  /** Whether more is worse. */
  boolean isCost() {
    return isByCost() && this != ROAS;
  }

  /**
   * How many effective counts one unit counted is.
   *
   * @param orderSize ρ₂ of alerting.md, money
   */
  double countsPerUnit(double orderSize) {
    return this == ROAS ? 1 / orderSize : 1;
  }

  /** How many effective counts are expected at target of one click, or one unit of money spent. */
  double expectedPerExposure(double target, double orderSize) {
    return isCost() ? 1 / target : target * countsPerUnit(orderSize);
  }

  /** The metric where observed ÷ expected counts have that ratio. */
  double value(double target, double ratio) {
    return isCost() ? target / ratio : target * ratio;
  }

  /** What one effective count that is lacking costs, in money. */
  double moneyPerCount(double target, double orderSize, double averageOrder) {
    return switch (this) {
      case ROAS -> orderSize;
      case CVR -> averageOrder;
      case LEAD_RATE -> 0;
      default -> target;
    };
  }
}
