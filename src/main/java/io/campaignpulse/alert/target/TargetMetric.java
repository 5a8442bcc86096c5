package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.alert.text.MetricUnit;
import io.campaignpulse.metric.Metric;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A metric with a target as the statistic of alerting.md sees it: what has been counted, and what
 * lets so much be expected of it: clicks, cost, what was sold, or its own past.
 */
public enum TargetMetric {
  CVR(Metric.CVR, PaneColumn.ORDERS, PaneColumn.CLICKS),
  LEAD_RATE(Metric.LEAD_RATE, PaneColumn.LEADS, PaneColumn.CLICKS),
  CPA(Metric.CPA, PaneColumn.ORDERS, PaneColumn.COST),
  CPL(Metric.CPL, PaneColumn.LEADS, PaneColumn.COST),
  CPQL(Metric.CPQL, PaneColumn.QUALIFIED_LEADS, PaneColumn.COST),
  CAC(Metric.CAC, PaneColumn.NEW_CUSTOMERS, PaneColumn.COST),
  ROAS(Metric.ROAS, PaneColumn.REVENUE, PaneColumn.COST),
  USUAL_ORDERS(Metric.ORDERS, PaneColumn.ORDERS),
  USUAL_LEADS(Metric.LEADS, PaneColumn.LEADS),
  USUAL_QUALIFIED_LEADS(Metric.QUALIFIED_LEADS, PaneColumn.QUALIFIED_LEADS),
  USUAL_REVENUE(Metric.NET_REVENUE, PaneColumn.REVENUE),
  REFUND_RATE("refundRate", MetricUnit.PERCENT, PaneColumn.REFUNDS, PaneColumn.REVENUE);

  private static final Map<String, TargetMetric> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.label, Function.identity()));

  private final String label;
  private final MetricUnit unit;
  private final PaneColumn counted;
  private final PaneColumn exposure;

  TargetMetric(Metric metric, PaneColumn ownPast) {
    this(metric, ownPast, ownPast);
  }

  TargetMetric(Metric metric, PaneColumn counted, PaneColumn exposure) {
    this(metric.label(), MetricUnit.of(metric), counted, exposure);
  }

  TargetMetric(String label, MetricUnit unit, PaneColumn counted, PaneColumn exposure) {
    this.label = label;
    this.unit = unit;
    this.counted = counted;
    this.exposure = exposure;
  }

  /** The metric of that name; null if it has no such target. */
  static @Nullable TargetMetric named(@Nullable String name) {
    return name == null ? null : BY_LABEL.get(name);
  }

  /** The name in rules and results. */
  String label() {
    return label;
  }

  MetricUnit unit() {
    return unit;
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

  /** Whether what is expected matures as clicks do. */
  boolean matures() {
    return exposure == PaneColumn.CLICKS || isByCost();
  }

  /** Whether it is compared with its own past instead of a target. */
  boolean isUsual() {
    return exposure == counted;
  }

  /** Whether what comes back is judged by what was sold. */
  boolean isReturns() {
    return counted == PaneColumn.REFUNDS;
  }

  /** Whether it is a cost of what is counted, so too high when too few are counted. */
  boolean isCost() {
    return isByCost() && !isMoney();
  }

  /** Whether money is counted. */
  boolean isMoney() {
    return counted == PaneColumn.REVENUE || counted == PaneColumn.REFUNDS;
  }

  /**
   * Size of one effective count, in the unit that is counted.
   *
   * @param orderSize ρ₂ of the series, money
   */
  double unit(double orderSize) {
    return isMoney() ? orderSize : 1;
  }

  /** What is expected at target of one click, or one unit of money spent or sold. */
  double expectedPerExposure(double target) {
    return isCost() ? 1 / target : target;
  }

  /** What shows how its counts scatter: orders where money is counted. */
  PaneColumn scattering() {
    return counted == PaneColumn.REVENUE ? PaneColumn.ORDERS : counted;
  }

  /** The metric where observed ÷ expected counts have that ratio. */
  double value(double target, double ratio) {
    return isCost() ? target / ratio : target * ratio;
  }

  /** What one unit that is lacking, or came back beyond the target, costs, in money. */
  double moneyPerCount(double target, double averageOrder) {
    return switch (this) {
      case ROAS, USUAL_REVENUE, REFUND_RATE -> 1;
      case CVR, USUAL_ORDERS -> averageOrder;
      case LEAD_RATE, USUAL_LEADS, USUAL_QUALIFIED_LEADS -> 0;
      case CPA, CPL, CPQL, CAC -> target;
    };
  }
}
