package io.campaignpulse.alert.target;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.evidence.GammaPoissonEvidence;
import io.campaignpulse.evidence.RatioInterval;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind the verdict on a target: observed against expected since the evidence began to
 * rise, how mature that is, what the miss is made of and what it costs.
 */
final class SeriesFigures {

  private static final double ALPHA = 0.05;

  /** Fewer conversions than that tell no rate to compare with. */
  private static final double ENOUGH = 10;

  private final EvidenceRule rule;
  private final WatchState watch;
  private final AgedPanes panes;
  private final SeriesJudge judge;
  private final String channel;
  private final long tick;
  private final double phi;

  SeriesFigures(
      EvidenceRule rule,
      WatchState watch,
      AgedPanes panes,
      SeriesJudge judge,
      String channel,
      long tick) {
    this.rule = rule;
    this.watch = watch;
    this.panes = panes;
    this.judge = judge;
    this.channel = channel;
    this.tick = tick;
    this.phi = judge.phi(rule, channel, watch);
  }

  Finding.Figures figures(@Nullable Long reportedUntil) {
    TargetState test = watch.test();
    double counted = Math.max(0, test.countSince());
    double expected = Math.max(0, test.expectedSince());
    Double ratio = expected > 0 ? (Double) (counted / expected) : null;
    RatioInterval interval = GammaPoissonEvidence.interval(counted / phi, expected / phi, ALPHA);
    TargetMetric metric = rule.metric();
    return new Finding.Figures(
        metric.label(),
        ratio == null ? null : finite(metric.value(target(), ratio)),
        expected / perUnit(),
        target(),
        ratio == null ? null : finite(metric.value(1, ratio)),
        finite(metric.value(1, metric.isCost() ? interval.high() : interval.low())),
        finite(metric.value(1, metric.isCost() ? interval.low() : interval.high())),
        test.evidence(),
        test.roberts().logMean(),
        finite(StrictMath.exp(logE())),
        metric.matures() ? maturity() : null,
        moneyAtRisk(counted, expected),
        ratio == null || counted <= 0 || !metric.matures() ? null : decomposition(ratio),
        metric.isByCost() && reportedUntil != null ? Math.min(tick, reportedUntil) : tick);
  }

  /** Of what is compared with its own past as much as was usual. */
  private double target() {
    return rule.metric().isUsual() ? expected() : watch.target();
  }

  private double logE() {
    double count = Math.max(0, watch.test().count()) / phi;
    double expected = Math.max(0, watch.test().expected()) / phi;
    return rule.metric().isReturns()
        ? GammaPoissonEvidence.logUpperE(count, expected * (1 + rule.margin()))
        : GammaPoissonEvidence.logE(count, expected * (1 - rule.margin()));
  }

  /** How many of what the metric counts came since the evidence began to rise. */
  double counted() {
    return Math.max(0, watch.test().countSince()) / perUnit();
  }

  /** How many were to be expected. */
  double expected() {
    return Math.max(0, watch.test().expectedSince()) / perUnit();
  }

  private double perUnit() {
    return rule.metric().countsPerUnit(judge.portfolio().orderSize());
  }

  private Double maturity() {
    int column = rule.metric().exposure().ordinal();
    double all = panes.total(column) - panes.total(column, watch.test().since());
    double matured =
        matured(curve(), column, Long.MAX_VALUE) - matured(curve(), column, watch.test().since());
    return all > 0 ? Math.max(0, Math.min(1, matured / all)) : 1.0;
  }

  private LagCurve curve() {
    return judge.curve(channel, rule.metric().counted().lagsOf());
  }

  private @Nullable Long moneyAtRisk(double counted, double expected) {
    double orders = panes.total(PaneColumn.ORDERS.ordinal());
    double averageOrder = orders > 0 ? panes.total(PaneColumn.REVENUE.ordinal()) / orders : 0;
    double missing = rule.metric().isReturns() ? counted - expected : expected - counted;
    double money =
        missing
            * rule.metric()
                .moneyPerCount(watch.target(), judge.portfolio().orderSize(), averageOrder);
    return money > 0 && money < 1e12 ? (Long) Math.round(money * 1e6) : null;
  }

  /**
   * The miss against the series' own past: conversions per click, money per order, and what is left
   * is the clicks that money buys.
   */
  private Decomposition decomposition(double ratio) {
    double all = StrictMath.log(ratio);
    if (!rule.metric().isByCost()) {
      return new Decomposition(0, all, 0, 0);
    }
    PaneColumn counted =
        rule.metric() == TargetMetric.ROAS ? PaneColumn.ORDERS : rule.metric().counted();
    double conversion = change(counted, PaneColumn.CLICKS, true);
    double orderValue =
        rule.metric() == TargetMetric.ROAS
            ? change(PaneColumn.REVENUE, PaneColumn.ORDERS, false)
            : 0;
    return new Decomposition(all - conversion - orderValue, conversion, orderValue, 0);
  }

  /** ln of a ratio since the evidence rose against that before; 0 where either is unknown. */
  private double change(PaneColumn above, PaneColumn below, boolean matured) {
    long since = watch.test().since();
    double aboveBefore = panes.total(above.ordinal(), since);
    double aboveSince = panes.total(above.ordinal()) - aboveBefore;
    double belowBefore = amount(below, since, matured);
    double belowSince = amount(below, Long.MAX_VALUE, matured) - belowBefore;
    if (aboveBefore < ENOUGH || aboveSince <= 0 || belowBefore <= 0 || belowSince <= 0) {
      return 0;
    }
    return StrictMath.log(aboveSince / belowSince * belowBefore / aboveBefore);
  }

  private double amount(PaneColumn column, long until, boolean matured) {
    return matured
        ? matured(judge.curve(channel, ConversionType.ORDER), column.ordinal(), until)
        : panes.total(column.ordinal(), until);
  }

  private double matured(LagCurve curve, int column, long until) {
    return judge.weights().matured(panes, curve, column, tick, until);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
