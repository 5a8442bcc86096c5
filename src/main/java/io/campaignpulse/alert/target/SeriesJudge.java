package io.campaignpulse.alert.target;

import io.campaignpulse.alert.finding.AlertReason;
import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.series.PaneChange;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.Overdispersion;
import io.campaignpulse.evidence.UsualWeek;
import io.campaignpulse.evidence.WeekHours;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.TickWeights;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges the targets of one campaign on one channel tick by tick: what its clicks and their cost
 * let expect by now, lag by lag, against what came (alerting.md, "One statistic for every below
 * target rule"). Pure: a function of the state, the news and the tick.
 */
public final class SeriesJudge {

  private final Portfolio portfolio;
  private final WeekHours zone;
  private final double variance;
  private final Map<String, Map<ConversionType, LagCurve>> curves = new TreeMap<>();
  private final Map<String, Map<ConversionType, Double>> scatterShown = new TreeMap<>();
  private final TickWeights weights = new TickWeights();

  /**
   * Evaluates by what was learned of all series.
   *
   * @param zone the hours of the week of the reporting zone
   */
  public SeriesJudge(Portfolio portfolio, WeekHours zone) {
    this.portfolio = portfolio;
    this.zone = zone;
    this.variance = portfolio.variance();
  }

  /** The portfolio it judges by. */
  public Portfolio portfolio() {
    return portfolio;
  }

  /**
   * Who is judged, by what.
   *
   * @param campaign null where the catalogue doesn't know it
   * @param rules the rules about the series with their targets, by rule id
   * @param reportedUntil until when its cost is reported, epoch milliseconds; null = never
   * @param silent conversions that stand still in the whole business
   */
  public record Case(
      String channel,
      @Nullable Campaign campaign,
      Map<String, Targeted> rules,
      @Nullable Long reportedUntil,
      Set<ConversionType> silent) {}

  /** A rule and the target it has for the series. */
  public record Targeted(EvidenceRule rule, double target) {}

  /**
   * What a tick says.
   *
   * @param retracted rules whose target was never missed after all, and why
   */
  public record Said(SeriesState state, Map<String, AlertReason> retracted) {}

  /** One tick; the panes are changed in place. */
  public Said step(SeriesState before, AgedPanes panes, List<PaneChange> news, Case of, long tick) {
    Long until = of.reportedUntil() == null ? null : (Long) Math.min(of.reportedUntil(), tick);
    Increments increments = new Increments(panes, news, of.channel(), before, until, tick);
    CostReports reports = before.reports().seen(of.reportedUntil(), tick);
    Map<String, WatchState> watches = new TreeMap<>(before.watches());
    watches.keySet().retainAll(of.rules().keySet());
    boolean broken = before.silence().broken();
    boolean suspect = before.silence().isSuspect() && !increments.hasConversions();
    Map<String, AlertReason> retracted = new TreeMap<>();
    for (Targeted each : of.rules().values()) {
      WatchState watched = watches.get(each.rule().ruleId());
      boolean fresh = watched == null || !isJudgedBy(watched, each);
      WatchState known = watched == null || fresh ? begun(watched, each, of, tick) : watched;
      boolean silent = of.silent().contains(each.rule().metric().counted().lagsOf());
      // What cannot come must not be expected either, or every campaign would miss its target.
      if (increments.hasConversions() || !(broken || silent)) {
        TargetWatch.Said said =
            new Judged(each, of, increments).step(known, fresh, suspect || silent);
        known = said.state();
        if (said.retracted() != null) {
          retracted.put(each.rule().ruleId(), said.retracted());
        }
      }
      watches.put(each.rule().ruleId(), known);
    }
    ConversionSilence silence =
        of.silent().contains(ConversionType.ORDER)
            ? before.silence()
            : before
                .silence()
                .step(
                    tick,
                    tick - before.tick(),
                    increments.conversions(),
                    increments.clickGain(),
                    watches);
    if (silence.broken() && !before.silence().broken()) {
      // What was lacking since the last conversion says nothing of the campaign.
      silence.watchesThen().forEach((rule, then) -> watches.replace(rule, then));
    }
    return new Said(
        new SeriesState(tick, watches, silence, reports, before.cohorts(), before.told()),
        retracted);
  }

  /** One rule at one tick, whichever way it is judged. */
  private final class Judged {

    private final Targeted each;
    private final Case of;
    private final Increments increments;
    private final TargetMetric metric;
    private final TargetWatch watch;
    private final double perUnit;

    Judged(Targeted each, Case of, Increments increments) {
      this.each = each;
      this.of = of;
      this.increments = increments;
      metric = each.rule().metric();
      watch = watchOf(each.rule(), of.campaign(), of.channel());
      perUnit = metric.countsPerUnit(portfolio.orderSize());
    }

    TargetWatch.Said step(WatchState known, boolean fresh, boolean suspended) {
      if (metric.isReturns()) {
        return returns(known, fresh, suspended);
      }
      UsualWeek usual = known.usual();
      if (usual != null) {
        return baseline(known, usual, suspended);
      }
      return watch.step(known, increments.of(each), suspended);
    }

    private TargetWatch.Said returns(WatchState known, boolean fresh, boolean suspended) {
      ReturnsWatch returns = new ReturnsWatch(watch, perUnit);
      return fresh || increments.changesReturns()
          ? returns.step(
              known,
              increments.panes,
              increments.correctionsOfReturns(each.target(), perUnit),
              each.rule().warning(),
              increments.tick,
              suspended)
          : returns.step(known, increments.tick, suspended);
    }

    private TargetWatch.Said baseline(WatchState known, UsualWeek usual, boolean suspended) {
      Long end = of.campaign() == null ? null : of.campaign().endTime();
      if (end != null && end < increments.tick) {
        return new TargetWatch.Said(known, null);
      }
      return new BaselineWatch(watch, perUnit, zone)
          .step(
              known,
              usual,
              increments.changesOf(metric.counted()),
              new BaselineWatch.Span(increments.from, increments.tick),
              suspended);
    }
  }

  private TargetWatch watchOf(EvidenceRule rule, @Nullable Campaign campaign, String channel) {
    Long start = campaign == null ? null : campaign.startTime();
    Long end = campaign == null ? null : campaign.endTime();
    Long flight = start == null || end == null ? null : (Long) (end - start);
    return new TargetWatch(rule, flight, variance, shown(rule, channel));
  }

  private static boolean isJudgedBy(WatchState known, Targeted each) {
    return known.ruleVersion() == each.rule().version() && known.target() == each.target();
  }

  private WatchState begun(@Nullable WatchState known, Targeted each, Case of, long tick) {
    TargetWatch watch = watchOf(each.rule(), of.campaign(), of.channel());
    return known == null
        ? watch.begin(each.target(), tick)
        : watch.retarget(known, each.target(), tick);
  }

  /** φ of a watch. */
  double phi(EvidenceRule rule, String channel, WatchState watch) {
    return new TargetWatch(rule, null, variance, shown(rule, channel)).phi(watch);
  }

  private double shown(EvidenceRule rule, String channel) {
    if (rule.metric().isReturns()) {
      // They are held against what they belong to, so no lag hides how they scatter.
      return 1;
    }
    return scatterShown
        .computeIfAbsent(channel, c -> new EnumMap<>(ConversionType.class))
        .computeIfAbsent(
            rule.metric().counted().lagsOf(),
            type -> curve(channel, type).scatterShown(Overdispersion.BUCKET));
  }

  /** The curve that expectations of a channel follow. */
  LagCurve curve(String channel, ConversionType type) {
    return curves
        .computeIfAbsent(channel, c -> new EnumMap<>(ConversionType.class))
        .computeIfAbsent(type, t -> portfolio.alertingCurve(channel, t));
  }

  /** What curves make of the panes of all series it judges at a tick. */
  TickWeights weights() {
    return weights;
  }

  /** What a tick brings to the panes, in every way a rule may ask for it. */
  private final class Increments {

    private final AgedPanes panes;
    private final List<PaneChange> news;
    private final String channel;
    private final long from;
    private final long tick;
    private final @Nullable Long until;
    private final double conversions;
    private final double[] coveredBefore;
    private final Map<ConversionType, double[]> gains = new EnumMap<>(ConversionType.class);

    /** Takes the news up into the panes. */
    Increments(
        AgedPanes panes,
        List<PaneChange> news,
        String channel,
        SeriesState before,
        @Nullable Long until,
        long tick) {
      this.panes = panes;
      this.news = news;
      this.channel = channel;
      this.from = before.tick();
      this.tick = tick;
      this.until = until;
      panes.advance(tick);
      long covered = Math.min(before.reports().until(), from);
      coveredBefore = covered == 0 ? new double[PaneColumn.COUNT] : panes.totals(covered);
      for (PaneChange change : news) {
        panes.add(change.minute(), change.column().ordinal(), kept(change));
      }
      conversions = sum(PaneColumn.ORDERS) + sum(PaneColumn.LEADS);
    }

    /** A return is at most one order: evidence of too many is sound for such counts only. */
    private double kept(PaneChange change) {
      double most = portfolio.orderSize();
      return change.column() == PaneColumn.REFUNDS
          ? Math.max(-most, Math.min(most, change.amount()))
          : change.amount();
    }

    List<PaneChange> changesOf(PaneColumn column) {
      return news.stream().filter(change -> change.column() == column).toList();
    }

    /** Whether there is anything new about returns, if only that six hours are over. */
    boolean changesReturns() {
      return Math.floorDiv(from, Overdispersion.BUCKET)
              != Math.floorDiv(tick, Overdispersion.BUCKET)
          || !changesOf(PaneColumn.REVENUE).isEmpty()
          || !changesOf(PaneColumn.REFUNDS).isEmpty();
    }

    List<WatchStep.Correction> correctionsOfReturns(double target, double perUnit) {
      List<WatchStep.Correction> corrections = new ArrayList<>();
      for (PaneChange change : changesOf(PaneColumn.REVENUE)) {
        WatchStep.Correction.add(corrections, change, 0, target * perUnit * change.amount());
      }
      for (PaneChange change : changesOf(PaneColumn.REFUNDS)) {
        WatchStep.Correction.add(corrections, change, perUnit * kept(change), 0);
      }
      return corrections;
    }

    boolean hasConversions() {
      return conversions > 0;
    }

    double conversions() {
      return conversions;
    }

    private double sum(PaneColumn column) {
      return news.stream()
          .filter(change -> change.column() == column)
          .mapToDouble(PaneChange::amount)
          .sum();
    }

    /** Clicks by the share of their orders that arrives in the tick. */
    double clickGain() {
      return gain(PaneColumn.CLICKS, ConversionType.ORDER);
    }

    WatchStep of(Targeted each) {
      TargetMetric metric = each.rule().metric();
      ConversionType type = metric.counted().lagsOf();
      double perExposure = metric.expectedPerExposure(each.target(), portfolio.orderSize());
      double perUnit = metric.countsPerUnit(portfolio.orderSize());
      List<WatchStep.Correction> corrections = new ArrayList<>();
      double expected = perExposure * gain(metric.exposure(), type);
      for (PaneChange change : news) {
        if (change.column() == metric.exposure()) {
          double arrived =
              perExposure
                  * change.amount()
                  * AgedPanes.arrived(curve(channel, type), change.minute(), from);
          expected += arrived;
          WatchStep.Correction.add(corrections, change, 0, arrived);
        } else if (change.column() == metric.counted() && isJudged(metric, change.minute())) {
          WatchStep.Correction.add(corrections, change, perUnit * change.amount(), 0);
        }
      }
      return new WatchStep(
          tick, tick - from, perUnit * counted(metric), expected, List.copyOf(corrections));
    }

    private boolean isJudged(TargetMetric metric, long minute) {
      return !metric.isByCost() || (until != null && minute < until);
    }

    private double counted(TargetMetric metric) {
      if (!metric.isByCost()) {
        return sum(metric.counted());
      }
      int column = metric.counted().ordinal();
      return until == null ? 0 : panes.total(column, until) - coveredBefore[column];
    }

    private double gain(PaneColumn column, ConversionType type) {
      double[] known = gains.computeIfAbsent(type, t -> noGains());
      if (Double.isNaN(known[column.ordinal()])) {
        known[column.ordinal()] =
            weights.gain(panes, curve(channel, type), column.ordinal(), from, tick);
      }
      return known[column.ordinal()];
    }

    private static double[] noGains() {
      double[] gains = new double[PaneColumn.COUNT];
      java.util.Arrays.fill(gains, Double.NaN);
      return gains;
    }
  }
}
