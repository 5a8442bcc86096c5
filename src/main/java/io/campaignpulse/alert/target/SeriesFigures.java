package io.campaignpulse.alert.target;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.event.AlertCause;
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
  private final @Nullable Double costTarget;
  private final @Nullable Long reportedUntil;
  private final long tick;
  private final double unit;
  private final ShownRatio shown;

  /**
   * Figures of a tick.
   *
   * @param state that has the watch
   * @param campaign null where the catalogue doesn't know it
   */
  SeriesFigures(
      EvidenceRule rule,
      WatchState watch,
      SeriesState state,
      AgedPanes panes,
      TargetEvaluator evaluator,
      Series series,
      @Nullable Campaign campaign,
      long tick) {
    this.rule = rule;
    this.watch = watch;
    this.panes = panes;
    this.evaluator = evaluator;
    this.channel = series.channel();
    this.campaign = campaign;
    this.costTarget = costTarget(state);
    this.reportedUntil = series.spendReportedUntil();
    this.tick = tick;
    this.unit = evaluator.unit(rule, channel, watch, panes);
    this.shown = ShownRatio.of(watch, unit, TargetEvaluator.watchOf(rule, campaign).test(), tick);
  }

  Finding.Figures figures() {
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
        decomposition(),
        metric.isByCost() && reportedUntil != null ? Math.min(tick, reportedUntil) : tick);
  }

  /** The target of cost per order that another rule has, in the reporting currency. */
  private static @Nullable Double costTarget(SeriesState state) {
    return state.watches().values().stream()
        .map(WatchState::target)
        .filter(target -> target.metric() == TargetMetric.CPA)
        .map(WatchState.TargetVersion::value)
        .findFirst()
        .orElse(null);
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

  /** What the miss comes from. */
  AlertCause cause() {
    TargetMetric metric = rule.metric();
    if (metric.isReturns()) {
      return AlertCause.RETURNS_HIGH;
    }
    if (!metric.isByCost()) {
      return AlertCause.DEMAND_WEAK;
    }
    if (watch.verdict().restated() > watch.test().expectedSince() / 2) {
      return AlertCause.COST_RESTATED;
    }
    return mainPart() == MissedParts.Part.CONVERSION
        ? AlertCause.DEMAND_WEAK
        : AlertCause.EFFICIENCY_LOW;
  }

  /** The part that the miss mostly is; null where none is known to be. */
  MissedParts.@Nullable Part mainPart() {
    if (shown.expected() > 0 && shown.count() <= 0 && rule.metric().matures()) {
      return total(PaneColumn.CLICKS).since > 0 ? MissedParts.Part.CONVERSION : null;
    }
    MissedParts parts = parts();
    return parts == null ? null : parts.main();
  }

  private @Nullable Decomposition decomposition() {
    MissedParts parts = parts();
    return parts == null ? null : parts.decomposition();
  }

  /**
   * The miss by the campaign's own targets: of conversions per click, of the price of a click (cost
   * per order × conversions per click) and of money per order (ROAS × cost per order). Where it has
   * no such target, conversions and money per order are held against the series' own past, and what
   * is left is the clicks that money buys. Null where nothing was to be expected or nothing came.
   */
  private @Nullable MissedParts parts() {
    Double ratio = ratio();
    if (ratio == null || ratio <= 0 || !rule.metric().matures()) {
      return null;
    }
    double all = StrictMath.log(ratio);
    if (!rule.metric().isByCost()) {
      return MissedParts.ofConversion(all);
    }
    boolean revenue = rule.metric() == TargetMetric.ROAS;
    PaneColumn counted = revenue ? PaneColumn.ORDERS : rule.metric().counted();
    Double rate = conversionTarget(counted);
    Double cost = revenue ? costTarget : (Double) watch.target().value();
    Change conversions =
        new Change(total(counted), matured(counted.lagsOf()), watch.spread().phi(), total(counted));
    MissedParts.Estimate conversion =
        rate == null ? conversions.againstPast() : conversions.against(rate);
    MissedParts.Estimate orderValue =
        revenue ? orderValue(rate == null ? null : cost) : MissedParts.Estimate.NONE;
    MissedParts.Estimate traffic = rate == null || cost == null ? null : clicks(cost * rate);
    if (traffic == null && conversion != null && orderValue != null) {
      traffic =
          new MissedParts.Estimate(
              all - conversion.value() - orderValue.value(),
              conversion.variance() + orderValue.variance());
    }
    return new MissedParts(all, traffic, conversion, orderValue);
  }

  /** Money per order against its target where the cost of an order has one, else the past. */
  private MissedParts.@Nullable Estimate orderValue(@Nullable Double cost) {
    double revenue = panes.total(PaneColumn.REVENUE.ordinal());
    double orders = panes.total(PaneColumn.ORDERS.ordinal());
    if (revenue <= 0 || orders <= 0) {
      return null;
    }
    double scatter = Math.max(0, evaluator.orderSize(channel, panes) * orders / revenue - 1);
    Amount counted = total(PaneColumn.ORDERS);
    Change change = new Change(total(PaneColumn.REVENUE), counted, scatter, counted);
    return cost == null ? change.againstPast() : change.against(watch.target().value() * cost);
  }

  /** The clicks that money buys, as far as cost is reported; clicks are too many to scatter. */
  private MissedParts.@Nullable Estimate clicks(double price) {
    long until = reportedUntil == null ? tick : Math.min(tick, reportedUntil);
    double clicks = between(PaneColumn.CLICKS, until);
    double cost = between(PaneColumn.COST, until);
    return clicks <= 0 || cost <= 0
        ? null
        : new MissedParts.Estimate(StrictMath.log(clicks * price / cost), 0);
  }

  private double between(PaneColumn column, long until) {
    return panes.total(column.ordinal(), until) - panes.total(column.ordinal(), shown.since());
  }

  private @Nullable Double conversionTarget(PaneColumn counted) {
    String name =
        switch (counted) {
          case ORDERS -> Metric.CVR.label();
          case LEADS -> Metric.LEAD_RATE.label();
          default -> null;
        };
    String target = campaign == null || name == null ? null : campaign.targets().get(name);
    return target == null ? null : (Double) Double.parseDouble(target);
  }

  /** An amount before the time that is shown, and in it. */
  private record Amount(double before, double since) {}

  /**
   * A rate before the time that is shown, and in it.
   *
   * @param scatter variance of its logarithm for one count
   */
  private record Change(Amount above, Amount below, double scatter, Amount counts) {

    /** ln of the rate by that of the past; null where either is unknown. */
    MissedParts.@Nullable Estimate againstPast() {
      if (counts.before < ENOUGH || above.before <= 0 || below.before <= 0) {
        return null;
      }
      MissedParts.Estimate change = against(above.before / below.before);
      return change == null
          ? null
          : new MissedParts.Estimate(change.value(), change.variance() + scatter / counts.before);
    }

    /** ln of the rate by another; null where it is unknown. */
    MissedParts.@Nullable Estimate against(double rate) {
      return above.since <= 0 || below.since <= 0 || rate <= 0
          ? null
          : new MissedParts.Estimate(
              StrictMath.log(above.since / below.since / rate), scatter / counts.since);
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
