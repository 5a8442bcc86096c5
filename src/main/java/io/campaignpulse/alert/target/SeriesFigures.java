package io.campaignpulse.alert.target;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.evidence.GammaPoissonEvidence;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.metric.Metric;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Figures behind the evaluation of a target: observed against expected, how mature that is, what
 * the miss is made of and what it costs.
 */
final class SeriesFigures {

  private static final double HOUR = Duration.ofHours(1).toMillis();
  private static final double DAY = Duration.ofDays(1).toMillis();

  /** Fewer conversions than that tell no rate to compare with. */
  private static final double ENOUGH = 10;

  private final EvidenceRule rule;
  private final WatchState watch;
  private final AgedPanes panes;
  private final TargetEvaluator evaluator;
  private final String channel;
  private final @Nullable Campaign campaign;
  private final long tick;
  private final double unit;
  private final ShownRatio shown;

  SeriesFigures(
      EvidenceRule rule,
      WatchState watch,
      AgedPanes panes,
      TargetEvaluator evaluator,
      String channel,
      @Nullable Campaign campaign,
      long tick) {
    this.rule = rule;
    this.watch = watch;
    this.panes = panes;
    this.evaluator = evaluator;
    this.channel = channel;
    this.campaign = campaign;
    this.tick = tick;
    this.unit = evaluator.unit(rule, channel, watch, panes);
    this.shown = ShownRatio.of(watch, unit, TargetEvaluator.watchOf(rule, campaign).test(), tick);
  }

  Finding.Figures figures(@Nullable Long reportedUntil) {
    TargetMetric metric = rule.metric();
    Double ratio = ratio();
    return new Finding.Figures(
        metric.label(),
        ratio == null ? null : finite(metric.value(target(), ratio)),
        shown.expected(),
        target(),
        ratio == null ? null : finite(metric.value(1, ratio)),
        finite(metric.value(1, metric.isCost() ? shown.high() : shown.low())),
        finite(metric.value(1, metric.isCost() ? shown.low() : shown.high())),
        watch.test().evidence(),
        watch.test().roberts().logMean() - offered(),
        finite(StrictMath.exp(logE())),
        metric.matures() ? maturity() : null,
        moneyAtRisk(),
        ratio == null || shown.count() <= 0 || !metric.matures() ? null : decomposition(ratio),
        metric.isByCost() && reportedUntil != null ? Math.min(tick, reportedUntil) : tick);
  }

  private @Nullable Double ratio() {
    return shown.expected() > 0 ? (Double) (shown.count() / shown.expected()) : null;
  }

  /** What came in the time that is shown. */
  double counted() {
    return shown.count();
  }

  /** What was to be expected in it. */
  double expected() {
    return shown.expected();
  }

  /** Begin of the time that is shown, epoch milliseconds. */
  long since() {
    return shown.since();
  }

  /** Of what is compared with its own past as much as was usual. */
  private double target() {
    return rule.metric().isUsual() ? shown.expected() : watch.target().value();
  }

  /** R is an e-value but for the evidence that was offered since the target holds. */
  private double offered() {
    long flight = TargetEvaluator.watchOf(rule, campaign).test().horizonMillis();
    double horizons = Math.max(0, tick - watch.target().since()) / (double) flight;
    return StrictMath.log((1 + horizons) / 2);
  }

  private double logE() {
    double count = Math.max(0, watch.test().count()) / unit;
    double expected = Math.max(0, watch.test().expected()) / unit;
    return rule.metric().isReturns()
        ? GammaPoissonEvidence.logUpperE(count, expected * (1 + rule.margin()))
        : GammaPoissonEvidence.logE(count, expected * (1 - rule.margin()));
  }

  private Double maturity() {
    int column = rule.metric().exposure().ordinal();
    double all = panes.total(column) - panes.total(column, shown.since());
    double matured =
        matured(curve(), column, Long.MAX_VALUE) - matured(curve(), column, shown.since());
    return all > 0 ? Math.max(0, Math.min(1, matured / all)) : 1.0;
  }

  private LagCurve curve() {
    return evaluator.curve(channel, rule.metric().counted().lagsOf());
  }

  /** What the miss costs a day, on average over the time that is shown. */
  private @Nullable Long moneyAtRisk() {
    double orders = panes.total(PaneColumn.ORDERS.ordinal());
    double averageOrder = orders > 0 ? panes.total(PaneColumn.REVENUE.ordinal()) / orders : 0;
    double missing =
        rule.metric().isReturns()
            ? shown.count() - shown.expected()
            : shown.expected() - shown.count();
    double days = Math.max(HOUR, tick - shown.since()) / DAY;
    double money =
        missing * rule.metric().moneyPerCount(watch.target().value(), averageOrder) / days;
    return money > 0 && money < 1e12 ? (Long) Math.round(money * 1e6) : null;
  }

  /**
   * The miss against the campaign's own target of conversions per click, else against the series'
   * past; money per order against the past. The rest is the clicks that money buys. Null where
   * there is nothing to compare with.
   */
  private @Nullable Decomposition decomposition(double ratio) {
    double all = StrictMath.log(ratio);
    if (!rule.metric().isByCost()) {
      return new Decomposition(0, all, 0, 0);
    }
    boolean revenue = rule.metric() == TargetMetric.ROAS;
    PaneColumn counted = revenue ? PaneColumn.ORDERS : rule.metric().counted();
    Double conversion = conversion(counted);
    Double orderValue =
        revenue
            ? new Change(total(PaneColumn.REVENUE), total(PaneColumn.ORDERS)).againstPast()
            : Double.valueOf(0);
    return conversion == null || orderValue == null
        ? null
        : new Decomposition(all - conversion - orderValue, conversion, orderValue, 0);
  }

  private @Nullable Double conversion(PaneColumn counted) {
    Change change = new Change(total(counted), matured(counted.lagsOf()));
    Double target = conversionTarget(counted);
    return target == null ? change.againstPast() : change.against(target);
  }

  private @Nullable Double conversionTarget(PaneColumn counted) {
    String name = counted == PaneColumn.ORDERS ? Metric.CVR.label() : Metric.LEAD_RATE.label();
    String target =
        campaign == null || counted == PaneColumn.QUALIFIED_LEADS
            ? null
            : campaign.targets().get(name);
    return target == null ? null : (Double) Double.parseDouble(target);
  }

  /** An amount before the time that is shown, and in it. */
  private record Amount(double before, double since) {}

  /** A rate before the time that is shown, and in it. */
  private record Change(Amount above, Amount below) {

    /** ln of the rate by that of the past; null where either is unknown. */
    @Nullable Double againstPast() {
      return above.before < ENOUGH || below.before <= 0
          ? null
          : against(above.before / below.before);
    }

    /** ln of the rate by another; null where it is unknown. */
    @Nullable Double against(double rate) {
      return above.since <= 0 || below.since <= 0 || rate <= 0
          ? null
          : (Double) StrictMath.log(above.since / below.since / rate);
    }
  }

  private Amount total(PaneColumn column) {
    double before = panes.total(column.ordinal(), shown.since());
    return new Amount(before, panes.total(column.ordinal()) - before);
  }

  /** Clicks by the share of their conversions that has arrived. */
  private Amount matured(ConversionType type) {
    LagCurve curve = evaluator.curve(channel, type);
    int clicks = PaneColumn.CLICKS.ordinal();
    double before = matured(curve, clicks, shown.since());
    return new Amount(before, matured(curve, clicks, Long.MAX_VALUE) - before);
  }

  private double matured(LagCurve curve, int column, long until) {
    return evaluator.weights().matured(panes, curve, column, tick, until);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
