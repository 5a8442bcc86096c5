package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionOutlook;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.event.TargetStanding;
import io.campaignpulse.evidence.TimeToKnow;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.MaturingCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Outlook of a series: how far its conversions have come in and what can be known of its targets.
 */
final class SeriesOutlook {

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Before so many were to be expected no verdict is possible: zero of them prove it at 5.7. */
  private static final double ENOUGH = 5;

  private static final double SHORTFALL = 0.30;
  private static final double ALPHA = 0.05;

  /** Expected conversions that prove a shortfall of 30 %. */
  private static final double TO_KNOW = TimeToKnow.expected(SHORTFALL, ALPHA);

  private static final List<PaneColumn> COUNTED =
      List.of(PaneColumn.ORDERS, PaneColumn.LEADS, PaneColumn.QUALIFIED_LEADS);

  private final Series series;
  private final @Nullable Campaign campaign;
  private final TargetEvaluator evaluator;
  private final SeriesState state;
  private final AgedPanes panes;
  private final long tick;

  SeriesOutlook(
      Series series,
      @Nullable Campaign campaign,
      TargetEvaluator evaluator,
      SeriesState state,
      AgedPanes panes,
      long tick) {
    this.series = series;
    this.campaign = campaign;
    this.evaluator = evaluator;
    this.state = state;
    this.panes = panes;
    this.tick = tick;
  }

  CampaignOutlook outlook(
      Map<String, TargetEvaluator.Targeted> targets, long revision, long updatedAt) {
    List<TargetOutlook> known = new ArrayList<>();
    for (TargetEvaluator.Targeted each : targets.values()) {
      WatchState watch = state.watches().get(each.rule().ruleId());
      if (watch != null && each.rule().metric().matures()) {
        known.add(target(each, watch));
      }
    }
    return new CampaignOutlook(
        series.campaignId(),
        series.channel(),
        tick,
        conversions(),
        List.copyOf(known),
        revision,
        updatedAt);
  }

  private List<ConversionOutlook> conversions() {
    double clicks = panes.total(PaneColumn.CLICKS.ordinal());
    List<ConversionOutlook> all = new ArrayList<>();
    for (PaneColumn column : COUNTED) {
      ConversionType type = column.lagsOf();
      double came = panes.total(column.ordinal());
      if (came > 0 || (type == ConversionType.ORDER && clicks > 0)) {
        double matured = matured(type, PaneColumn.CLICKS.ordinal(), Long.MAX_VALUE);
        double rest = rest(type, PaneColumn.CLICKS.ordinal(), Long.MAX_VALUE);
        MaturingCount count = MaturingCount.of(came, matured, matured + rest);
        all.add(
            new ConversionOutlook(
                type,
                clicks,
                came,
                count.maturity(),
                count.projected(),
                count.low(),
                count.high()));
      }
    }
    return List.copyOf(all);
  }

  /**
   * Exposure by what has arrived of its conversions. Projections follow lags as they are, not as
   * alerts stretch them, and what the clicks of each hour of the week bring.
   */
  private double matured(ConversionType type, int column, long until) {
    return evaluator
        .weights()
        .matured(panes, curve(type), column, tick, until, (start, end) -> factor(type, start, end));
  }

  /** Exposure by what is still to arrive of its conversions. */
  private double rest(ConversionType type, int column, long until) {
    return evaluator
        .weights()
        .rest(panes, curve(type), column, tick, until, (start, end) -> factor(type, start, end));
  }

  private LagCurve curve(ConversionType type) {
    return evaluator.curveAsIs(series.channel(), type);
  }

  private double factor(ConversionType type, long start, long end) {
    return evaluator.clickFactor(type, start, end);
  }

  private TargetOutlook target(TargetEvaluator.Targeted each, WatchState watch) {
    TargetMetric metric = each.rule().metric();
    double unit = evaluator.unit(each.rule(), series.channel(), watch, panes);
    double perExposure = metric.expectedPerExposure(each.target());
    int exposure = metric.exposure().ordinal();
    long until = until(metric);
    double exposed = panes.total(exposure, until);
    double expected = perExposure * exposed;
    double came = panes.total(metric.counted().ordinal(), until);
    ConversionType type = metric.counted().lagsOf();
    double matured = matured(type, exposure, until);
    double rest = rest(type, exposure, until);
    double size = metric.unit(evaluator.orderSize(series.channel(), panes));
    double scatter = evaluator.portfolio().dispersion().ofRest(perExposure / size * rest);
    MaturingCount count =
        MaturingCount.of(came / size, matured, matured + rest, scatter, prior(perExposure / size));
    boolean projectable = isProjectable(type);
    double recent = exposed - panes.total(exposure, Math.max(0, until - DAY));
    long age = Math.max(Minutes.MINUTE, Math.min(DAY, until - series.firstMinute()));
    double perDay = perExposure * recent * DAY / age;
    TargetWatch test = TargetEvaluator.watchOf(each.rule(), null);
    ShownRatio shown = ShownRatio.of(watch, unit, test.test(), tick);
    return new TargetOutlook(
        each.rule().ruleId(),
        each.rule().kind(),
        watch.target().ruleVersion(),
        watch.target().number(),
        metric.label(),
        each.target(),
        standing(watch),
        watch.verdict().paused(),
        knownFrom(watch, type),
        value(metric, each.target(), came, expected),
        projectable ? value(metric, each.target(), size * count.projected(), expected) : null,
        projectable
            ? value(
                metric,
                each.target(),
                size * (metric.isCost() ? count.high() : count.low()),
                expected)
            : null,
        projectable
            ? value(
                metric,
                each.target(),
                size * (metric.isCost() ? count.low() : count.high()),
                expected)
            : null,
        count.maturity(),
        watch.test().evidence(),
        value(metric, 1, shown.count(), shown.expected()),
        finite(metric.value(1, metric.isCost() ? shown.high() : shown.low())),
        finite(metric.value(1, metric.isCost() ? shown.low() : shown.high())),
        perDay,
        perDay > 0 ? (Double) (TO_KNOW * unit / perDay) : null,
        watch.verdict().level(),
        standing(watch) == TargetStanding.OK ? test.exceeded(watch) : null,
        watch.verdict().level() == null ? null : cause(each.rule(), watch));
  }

  private AlertCause cause(EvidenceRule rule, WatchState watch) {
    return new SeriesFigures(rule, watch, state, panes, evaluator, series, campaign, tick).cause();
  }

  /** Whether lags are known: what is to come follows from them alone. */
  private boolean isProjectable(ConversionType type) {
    return evaluator.lagsUnknown(series.channel(), type, state.begun()) == null
        && !evaluator.portfolio().knowledge(series.channel(), type, state.begun()).suspected();
  }

  private static MaturingCount.Prior prior(double perExposure) {
    return MaturingCount.Prior.around(perExposure);
  }

  private long until(TargetMetric metric) {
    if (!metric.isByCost()) {
      return tick;
    }
    Long reported = series.spendReportedUntil();
    return reported == null ? 0 : Math.min(reported, tick);
  }

  private static TargetStanding standing(WatchState watch) {
    AlertReason paused = watch.verdict().paused();
    if (watch.verdict().level() != null) {
      return paused == null ? TargetStanding.MISSED : TargetStanding.PAUSED;
    }
    if (paused != null && paused != AlertReason.LEARNING) {
      return TargetStanding.PAUSED;
    }
    return paused != null || watch.test().expected() < ENOUGH
        ? TargetStanding.LEARNING
        : TargetStanding.OK;
  }

  /** Until when lags are learned at the latest; null where they are known. */
  private @Nullable Long knownFrom(WatchState watch, ConversionType type) {
    AlertReason paused = watch.verdict().paused();
    return paused == AlertReason.LEARNING || paused == AlertReason.LAGS_CHANGED
        ? evaluator.portfolio().knowledge(series.channel(), type, state.begun()).latest()
        : null;
  }

  private static @Nullable Double value(
      TargetMetric metric, double target, double came, double expected) {
    return expected > 0 ? finite(metric.value(target, came / expected)) : null;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
