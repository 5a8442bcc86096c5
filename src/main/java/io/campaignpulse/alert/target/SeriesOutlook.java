package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.alert.series.Series;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far the conversions of a series have come in and what can be known of its targets. */
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
  private final SeriesJudge judge;
  private final SeriesState state;
  private final AgedPanes panes;
  private final long tick;

  SeriesOutlook(Series series, SeriesJudge judge, SeriesState state, AgedPanes panes, long tick) {
    this.series = series;
    this.judge = judge;
    this.state = state;
    this.panes = panes;
    this.tick = tick;
  }

  CampaignOutlook outlook(
      Map<String, SeriesJudge.Targeted> targets,
      Set<ConversionType> silent,
      long revision,
      long updatedAt) {
    List<TargetOutlook> told = new ArrayList<>();
    for (SeriesJudge.Targeted each : targets.values()) {
      WatchState watch = state.watches().get(each.rule().ruleId());
      if (watch != null && each.rule().metric().matures()) {
        told.add(target(each, watch, silent));
      }
    }
    return new CampaignOutlook(
        series.campaignId(),
        series.channel(),
        tick,
        conversions(),
        List.copyOf(told),
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
        MaturingCount count = MaturingCount.of(came, matured, clicks);
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

  /** Projections follow lags as they are, not as alerts stretch them. */
  private double matured(ConversionType type, int column, long until) {
    LagCurve curve = judge.portfolio().lags().curve(series.channel(), type.name());
    return judge.weights().matured(panes, curve, column, tick, until);
  }

  private TargetOutlook target(
      SeriesJudge.Targeted each, WatchState watch, Set<ConversionType> silent) {
    TargetMetric metric = each.rule().metric();
    double orderSize = judge.portfolio().orderSize();
    double perExposure = metric.expectedPerExposure(each.target(), orderSize);
    int exposure = metric.exposure().ordinal();
    long until = until(metric);
    double exposed = panes.total(exposure, until);
    double expected = perExposure * exposed;
    double came = metric.countsPerUnit(orderSize) * panes.total(metric.counted().ordinal(), until);
    ConversionType type = metric.counted().lagsOf();
    double matured = matured(type, exposure, until);
    double phi = judge.phi(each.rule(), series.channel(), watch);
    MaturingCount count = MaturingCount.of(came, matured, exposed, phi, prior(perExposure));
    double recent = exposed - panes.total(exposure, Math.max(0, until - DAY));
    long age = Math.max(Minutes.MINUTE, Math.min(DAY, until - series.firstMinute()));
    double perDay = perExposure * recent * DAY / age;
    return new TargetOutlook(
        each.rule().ruleId(),
        metric.label(),
        each.target(),
        standing(watch, silent.contains(type)),
        value(metric, each.target(), came, expected),
        value(metric, each.target(), count.projected(), expected),
        value(metric, each.target(), metric.isCost() ? count.high() : count.low(), expected),
        value(metric, each.target(), metric.isCost() ? count.low() : count.high(), expected),
        count.maturity(),
        watch.test().evidence(),
        perDay / metric.countsPerUnit(orderSize),
        perDay > 0 ? (Double) (TO_KNOW * phi / perDay) : null);
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

  private TargetStanding standing(WatchState watch, boolean silent) {
    if (watch.level() != null) {
      return TargetStanding.MISSED;
    }
    if (silent || state.silence().broken()) {
      return TargetStanding.PAUSED;
    }
    return watch.test().expected() < ENOUGH ? TargetStanding.LEARNING : TargetStanding.OK;
  }

  private static @Nullable Double value(
      TargetMetric metric, double target, double came, double expected) {
    double value = metric.value(target, came / expected);
    return expected > 0 && Double.isFinite(value) ? (Double) value : null;
  }
}
