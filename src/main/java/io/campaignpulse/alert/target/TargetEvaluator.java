package io.campaignpulse.alert.target;

import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.portfolio.LagKnowledge;
import io.campaignpulse.alert.portfolio.Portfolio;
import io.campaignpulse.alert.series.FactChanges;
import io.campaignpulse.alert.series.PaneChange;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.Scatter;
import io.campaignpulse.evidence.ScatterScale;
import io.campaignpulse.evidence.UsualWeek;
import io.campaignpulse.evidence.WeekHours;
import io.campaignpulse.lag.AgedPanes;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.PriorLags;
import io.campaignpulse.lag.TickWeights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Evaluator of the targets of one campaign on one channel, tick by tick: what its clicks and their
 * cost let expect by now, lag by lag and hour by hour, against what came (docs/alerting.md). Pure:
 * a function of the state, the changes and the tick.
 *
 * <p>What is expected is a difference of cumulative amounts: the clicks in the panes by the share
 * of their conversions that has arrived, now and at the last step. So a click is never expected to
 * bring more than its share, however often lag curves change.
 */
public final class TargetEvaluator {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** A young series' volume is estimated anew at each step. */
  private static final long YOUNG = Duration.ofHours(6).toMillis();

  /** As long as that a series has nothing of the week before. */
  private static final long FIRST_WEEK = Duration.ofDays(7).toMillis();

  private final Portfolio portfolio;
  private final WeekHours hours;
  private final PriorLags priorLags;
  private final Map<String, Map<ConversionType, LagCurve>> curves = new TreeMap<>();
  private final TickWeights weights = new TickWeights();

  /** An evaluator that knows what was learned of all series. */
  public TargetEvaluator(Portfolio portfolio, WeekHours hours, PriorLags priorLags) {
    this.portfolio = portfolio;
    this.hours = hours;
    this.priorLags = priorLags;
  }

  /** The portfolio it evaluates by. */
  public Portfolio portfolio() {
    return portfolio;
  }

  /**
   * Context of a series at a tick.
   *
   * @param campaign null where the catalogue doesn't know it
   * @param rules the rules about the series with their targets, by rule id
   * @param reportedUntil until when its cost is reported, epoch milliseconds; null = never
   * @param silent conversions that stand still in the whole business
   * @param special what is known to be special about the tick
   */
  public record Context(
      String channel,
      @Nullable Campaign campaign,
      Map<String, Targeted> rules,
      @Nullable Long reportedUntil,
      Set<ConversionType> silent,
      Special special) {}

  /**
   * Effect of known events on a series at a tick.
   *
   * @param conversionFactor expected factor on conversion, 1 without any
   * @param paused whether an event without a factor is on
   */
  public record Special(double conversionFactor, boolean paused) {

    /** No event is on. */
    public static final Special NONE = new Special(1, false);
  }

  /** A rule and the target it has for the series. */
  public record Targeted(EvidenceRule rule, double target) {}

  /**
   * Result of a tick.
   *
   * @param retractions by rule id
   */
  public record Result(SeriesState state, Map<String, Retraction> retractions) {}

  /**
   * An episode that was none after all.
   *
   * @param ofEnded whether it was over already
   */
  public record Retraction(AlertReason reason, boolean ofEnded) {}

  /** Evaluates one tick; the panes and the logs of watches are changed in place. */
  public Result step(
      SeriesState before, AgedPanes panes, List<PaneChange> changes, Context context, long tick) {
    Step step = new Step(before, panes, changes, context, tick);
    Map<String, ConversionSilence> silences = step.silences();
    Map<String, WatchState> watches = new TreeMap<>();
    Map<String, Retraction> retractions = new TreeMap<>();
    for (Targeted each : context.rules().values()) {
      String ruleId = each.rule().ruleId();
      TargetWatch.Result result = step.watch(each, before.watches().get(ruleId), silences);
      watches.put(ruleId, result.state());
      AlertReason retracted = result.retracted();
      if (retracted != null) {
        retractions.put(ruleId, new Retraction(retracted, result.retractsEnded()));
      }
    }
    CostReports reports = before.reports().seen(context.reportedUntil(), tick);
    SeriesState after =
        new SeriesState(
            tick, before.begun(), watches, silences, reports, before.cohorts(), before.published());
    return new Result(after, retractions);
  }

  /** Returns the curve that projections of a channel follow: lags without the reserve of alerts. */
  LagCurve curveAsIs(String channel, ConversionType type) {
    return portfolio.curve(channel, type, priorLags.curve(channel, type.name()));
  }

  /** The curve that expectations of a channel follow. */
  LagCurve curve(String channel, ConversionType type) {
    return curves
        .computeIfAbsent(channel, c -> new EnumMap<>(ConversionType.class))
        .computeIfAbsent(
            type, t -> portfolio.alertingCurve(channel, t, priorLags.curve(channel, t.name())));
  }

  /** What curves make of the panes of all series it evaluates at a tick. */
  TickWeights weights() {
    return weights;
  }

  /** Mean factor on what clicks between two instants bring. */
  double clickFactor(ConversionType type, long from, long end) {
    double sum = 0;
    int count = 0;
    for (long at = from; at < end; at += HOUR) {
      sum += portfolio.clickFactor(type, hours.of(at));
      count++;
    }
    return sum / count;
  }

  /** ρ₂ of the orders of a series. */
  double orderSize(String channel, AgedPanes panes) {
    return portfolio
        .orderSize(channel)
        .effective(
            panes.total(PaneColumn.REVENUE.ordinal()), panes.total(PaneColumn.SQUARES.ordinal()));
  }

  /** Size of an effective count of a watch, in the unit that is counted. */
  double unit(EvidenceRule rule, String channel, WatchState watch, AgedPanes panes) {
    double size = rule.metric().unit(orderSize(channel, panes));
    UsualWeek usual = watch.spread().usual();
    return usual == null
        ? watch.spread().phi() * size
        : new BaselineWatch(watchOf(rule, null), portfolio.dispersion(), size, hours)
            .unit(watch, usual);
  }

  static TargetWatch watchOf(EvidenceRule rule, @Nullable Campaign campaign) {
    Long start = campaign == null ? null : campaign.startTime();
    Long end = campaign == null ? null : campaign.endTime();
    return new TargetWatch(rule, start == null || end == null ? null : (Long) (end - start));
  }

  /** Why targets that depend on lags of a type cannot be evaluated; null where they can. */
  @Nullable AlertReason lagsUnknown(String channel, ConversionType type, long begun) {
    LagKnowledge known = portfolio.knowledge(channel, type, begun);
    if (known.known()) {
      return null;
    }
    if (known.changedAt() != null) {
      return AlertReason.LAGS_CHANGED;
    }
    return priorLags.curve(channel, type.name()) == null ? AlertReason.LEARNING : null;
  }

  /** One tick of one series, in every way a rule may ask for it. */
  private final class Step {

    private final SeriesState before;
    private final AgedPanes panes;
    private final List<PaneChange> changes;
    private final Context context;
    private final long tick;
    private final @Nullable Long until;
    private final double orderSize;
    private final Map<ConversionType, Double> maturedClicks = new EnumMap<>(ConversionType.class);

    /** Adds the changes to the panes. */
    Step(
        SeriesState before, AgedPanes panes, List<PaneChange> changes, Context context, long tick) {
      this.before = before;
      this.panes = panes;
      this.changes = changes;
      this.context = context;
      this.tick = tick;
      until =
          context.reportedUntil() == null ? null : (Long) Math.min(context.reportedUntil(), tick);
      panes.advance(tick);
      for (PaneChange change : changes) {
        panes.add(change.minute(), change.column().ordinal(), winsorised(change));
      }
      orderSize = orderSize(context.channel(), panes);
    }

    /** A return counts at most one order: evidence of too many is sound for such counts only. */
    private double winsorised(PaneChange change) {
      double most =
          switch (change.column()) {
            case REFUNDS -> portfolio.orderSize(context.channel()).effective();
            case SQUARES -> portfolio.orderLimit() * portfolio.orderLimit();
            default -> Double.POSITIVE_INFINITY;
          };
      return Math.max(-most, Math.min(most, change.amount()));
    }

    private double millis() {
      return tick - before.tick();
    }

    private double arrivalFactor(ConversionType type) {
      return portfolio.arrivalFactor(type, hours.of(tick - 1))
          * context.special().conversionFactor();
    }

    // Conversions as streams

    Map<String, ConversionSilence> silences() {
      Map<String, ConversionSilence> silences = new TreeMap<>(before.silences());
      for (PaneColumn column :
          List.of(PaneColumn.ORDERS, PaneColumn.LEADS, PaneColumn.QUALIFIED_LEADS)) {
        String name = column.lagsOf().name();
        ConversionSilence known = silences.get(name);
        if (known != null || hasArrived(column)) {
          silences.put(name, silence(known, column));
        }
      }
      return silences;
    }

    private ConversionSilence silence(@Nullable ConversionSilence known, PaneColumn column) {
      ConversionType type = column.lagsOf();
      double matured = maturedClicks(type);
      if (known == null) {
        return ConversionSilence.begin(matured, portfolio.asOf(), tick);
      }
      if (isFeedSilent(type) || context.special().paused() || areLagsLost(type)) {
        return known.skipped(matured, portfolio.asOf());
      }
      double phi =
          known.mayHaveStopped()
              ? portfolio
                  .dispersion()
                  .phi(
                      scatter(column, PaneColumn.CLICKS, 1),
                      ScatterScale.SIX_HOURS,
                      panes.total(column.ordinal())
                          / Math.max(1, (tick - before.begun()) / (double) Scatter.BUCKET))
              : 1;
      return known.step(
          tick,
          (long) millis(),
          arrivals(column, known),
          hasArrived(column),
          matured,
          portfolio.asOf(),
          arrivalFactor(type),
          phi,
          isShifting(type));
    }

    /** Conversions that came, without those that happened while none could come. */
    private double arrivals(PaneColumn column, ConversionSilence known) {
      return changes.stream()
          .filter(change -> change.column() == column)
          .filter(change -> !known.broken() || change.happened() > tick - 2 * 60_000)
          .mapToDouble(PaneChange::amount)
          .sum();
    }

    private boolean hasArrived(PaneColumn column) {
      return changes.stream().anyMatch(change -> change.column() == column && change.amount() > 0);
    }

    /** Whether lags may be becoming longer: then what is missing may just be later. */
    private boolean isShifting(ConversionType type) {
      return portfolio.knowledge(context.channel(), type, before.begun()).suspected();
    }

    /** Whether lags are known to have changed and not yet known anew. */
    private boolean areLagsLost(ConversionType type) {
      return lagsUnknown(context.channel(), type, before.begun()) == AlertReason.LAGS_CHANGED;
    }

    private boolean isFeedSilent(ConversionType type) {
      return context.silent().contains(type);
    }

    private double maturedClicks(ConversionType type) {
      return maturedClicks.computeIfAbsent(
          type, t -> matured(PaneColumn.CLICKS, curve(context.channel(), t), Long.MAX_VALUE));
    }

    /** A cumulative amount by the share of its conversions that has arrived. */
    private double matured(PaneColumn column, LagCurve curve, long end) {
      return panes.dropped(column.ordinal())
          + weights.matured(panes, curve, column.ordinal(), tick, end);
    }

    // Rules

    TargetWatch.Result watch(
        Targeted each, @Nullable WatchState known, Map<String, ConversionSilence> silences) {
      TargetWatch watch = watchOf(each.rule(), context.campaign());
      boolean fresh = known == null || !isCurrent(known, each);
      WatchState state =
          known == null
              ? watch.begin(each.target(), tick)
              : fresh ? watch.retarget(known, each.target(), tick) : known;
      ConversionType type = each.rule().metric().counted().lagsOf();
      ConversionSilence silence = silences.get(type.name());
      TargetMetric metric = each.rule().metric();
      boolean suspended = silence != null && silence.isSuspect();
      if (metric.matures()) {
        return new Maturing(each, watch, type).step(state, known == null, fresh, silence);
      }
      if (isFeedSilent(type) || (silence != null && silence.broken())) {
        return TargetWatch.Result.of(state.with(state.verdict().paused(AlertReason.SOURCE_SILENT)));
      }
      if (metric.isReturns()) {
        return returns(each, watch, resumed(state), fresh, suspended);
      }
      UsualWeek usual = state.spread().usual();
      return usual == null
          ? TargetWatch.Result.of(state)
          : baseline(each, watch, resumed(state), usual, suspended);
    }

    private WatchState resumed(WatchState state) {
      AlertReason calendar = context.special().paused() ? AlertReason.CALENDAR : null;
      return state.with(state.verdict().paused(calendar));
    }

    private static boolean isCurrent(WatchState known, Targeted each) {
      return known.target().ruleVersion() == each.rule().version()
          && known.target().value() == each.target();
    }

    private TargetWatch.Result returns(
        Targeted each, TargetWatch watch, WatchState state, boolean fresh, boolean suspended) {
      ReturnsWatch returns = new ReturnsWatch(watch, portfolio.dispersion(), orderSize);
      return fresh || changesReturns()
          ? returns.step(
              state,
              panes,
              correctionsOfReturns(each.target()),
              each.rule().warning(),
              tick,
              suspended)
          : returns.step(state, tick, suspended);
    }

    /** Whether there is anything new about returns, if only that six hours are over. */
    private boolean changesReturns() {
      return Scatter.bucketOf(before.tick()) != Scatter.bucketOf(tick)
          || changes.stream()
              .anyMatch(
                  change ->
                      change.column() == PaneColumn.REVENUE
                          || change.column() == PaneColumn.REFUNDS);
    }

    private List<WatchStep.Correction> correctionsOfReturns(double target) {
      List<WatchStep.Correction> corrections = new ArrayList<>();
      for (PaneChange change : changes) {
        if (change.column() == PaneColumn.REVENUE) {
          WatchStep.Correction.add(corrections, change, 0, target * change.amount());
        } else if (change.column() == PaneColumn.REFUNDS) {
          WatchStep.Correction.add(corrections, change, winsorised(change), 0);
        }
      }
      return corrections;
    }

    private TargetWatch.Result baseline(
        Targeted each, TargetWatch watch, WatchState state, UsualWeek usual, boolean suspended) {
      Long end = context.campaign() == null ? null : context.campaign().endTime();
      if ((end != null && end < tick) || state.verdict().paused() != null) {
        return TargetWatch.Result.of(state);
      }
      PaneColumn counted = each.rule().metric().counted();
      return new BaselineWatch(
              watch, portfolio.dispersion(), each.rule().metric().unit(orderSize), hours)
          .step(
              state,
              usual,
              changes.stream().filter(change -> change.column() == counted).toList(),
              new BaselineWatch.Span(before.tick(), tick),
              context.special().conversionFactor(),
              suspended);
    }

    /** Scatter of the series' own counts, by time of the click. */
    private Scatter scatter(PaneColumn counted, PaneColumn exposure, double perExposure) {
      ConversionType type = counted.lagsOf();
      LagCurve curve = curve(context.channel(), type);
      Scatter scatter = Scatter.NONE;
      for (Map.Entry<Long, double[]> each :
          panes.sums(Scatter.BUCKET, counted.ordinal(), exposure.ordinal()).entrySet()) {
        long start = each.getKey();
        long end = start + Scatter.BUCKET;
        if (end > tick - DAY || (exposure == PaneColumn.COST && (until == null || end > until))) {
          break;
        }
        double expected =
            perExposure
                * each.getValue()[1]
                * curve.meanShare(tick - end, tick - start)
                * clickFactor(type, start, end);
        scatter = scatter.with(Scatter.bucketOf(start), each.getValue()[0], expected);
      }
      return scatter;
    }

    /**
     * A step and what has been taken up after it.
     *
     * @param beginning null after a series' first week
     */
    private record Advance(WatchStep step, @Nullable Beginning beginning) {}

    /** A rule whose expectation matures as clicks do. */
    private final class Maturing {

      private final TargetMetric metric;
      private final TargetWatch watch;
      private final ConversionType type;
      private final LagCurve curve;
      private final double perExposure;
      private final double exposure;
      private final double counted;

      Maturing(Targeted each, TargetWatch watch, ConversionType type) {
        this.metric = each.rule().metric();
        this.watch = watch;
        this.type = type;
        curve = curve(context.channel(), type);
        perExposure = metric.expectedPerExposure(each.target());
        int column = metric.counted().ordinal();
        if (!metric.isByCost()) {
          exposure = maturedClicks(type);
          counted = 0;
        } else if (until == null) {
          exposure = 0;
          counted = 0;
        } else {
          exposure = matured(PaneColumn.COST, curve, until);
          counted = panes.dropped(column) + panes.total(column, until);
        }
      }

      TargetWatch.Result step(
          WatchState known, boolean first, boolean fresh, @Nullable ConversionSilence silence) {
        WatchState state = fresh ? known.with(start(first)) : known;
        AlertReason unknown = unknown();
        if (unknown != null) {
          return waiting(state, unknown);
        }
        state = estimated(state);
        double unit = unit(state);
        boolean broken = silence != null && silence.broken();
        Outage outage = state.progress().outage();
        if (silence != null && broken && (outage == null || !outage.isOpen())) {
          state = watch.takenOut(state, unit, silence.lastAt(), tick);
        }
        if (broken || isFeedSilent(type)) {
          return silent(state);
        }
        Advance next = next(state.progress());
        WatchStep step = next.step();
        TargetWatch.Result result =
            watch.step(
                state.with(state.verdict().paused(null)),
                step,
                unit,
                (silence != null && silence.isSuspect()) || isShifting(type));
        WatchState.Progress reached = reached(state.progress(), next);
        return new TargetWatch.Result(
            result.state().with(reached), result.retracted(), result.retractsEnded());
      }

      /** Where a watch begins: with the first click of a new series, else with what comes now. */
      private WatchState.Progress start(boolean first) {
        boolean newSeries = first && before.tick() == before.begun();
        return newSeries
            ? new WatchState.Progress(0, 0, portfolio.asOf(), 0, null, Beginning.NONE)
            : WatchState.Progress.at(exposure, counted, portfolio.asOf());
      }

      private @Nullable AlertReason unknown() {
        return context.special().paused()
            ? AlertReason.CALENDAR
            : lagsUnknown(context.channel(), type, before.begun());
      }

      private double unit(WatchState state) {
        return state.spread().phi() * metric.unit(orderSize);
      }

      private TargetWatch.Result waiting(WatchState state, AlertReason reason) {
        WatchState.Progress reached = WatchState.Progress.at(exposure, counted, portfolio.asOf());
        TargetWatch.Result corrected =
            watch.corrected(state, next(state.progress()).step().corrections(), unit(state), tick);
        WatchState next = corrected.state();
        // What was found of longer lags before they were recognised is no evidence.
        if (reason == AlertReason.LAGS_CHANGED && next.verdict().level() == null) {
          next = watch.restarted(next, tick);
        }
        return corrected.with(next.with(next.verdict().paused(reason)).with(reached));
      }

      /** Nothing is expected of a time in which nothing can come, until it comes after all. */
      private TargetWatch.Result silent(WatchState state) {
        Advance next = next(state.progress());
        TargetWatch.Result corrected =
            watch.corrected(state, next.step().corrections(), unit(state), tick);
        WatchState now = corrected.state();
        WatchStep step = next.step();
        Outage open = state.progress().outage();
        Outage outage =
            (open == null || !open.isOpen() ? Outage.begin(before.tick(), 0) : open)
                .with(step.newExpected(), step.newCount());
        return corrected.with(
            now.with(now.verdict().paused(AlertReason.SOURCE_SILENT))
                .with(
                    new WatchState.Progress(
                        exposure,
                        counted,
                        portfolio.asOf(),
                        state.progress().sinceArrival(),
                        outage,
                        next.beginning())));
      }

      private WatchState.Progress reached(WatchState.Progress from, Advance next) {
        Outage outage = from.outage();
        if (outage != null && outage.isOpen()) {
          outage = outage.over(tick);
        }
        if (outage != null) {
          double share = shareReturned(outage);
          outage = share > outage.returned() ? outage.returned(share) : outage;
        }
        double since =
            hasArrived(metric.scattering()) ? 0 : from.sinceArrival() + next.step().newExpected();
        return new WatchState.Progress(
            exposure, counted, portfolio.asOf(), since, outage, next.beginning());
      }

      /** The share of an outage whose conversions have come by now, by the latest of them. */
      private double shareReturned(Outage outage) {
        Outage over = outage.isOpen() ? outage.over(tick) : outage;
        double share = 0;
        for (PaneChange change : changes) {
          boolean late = change.happened() < tick - FactChanges.LATE;
          if (change.column() == metric.counted() && late && over.contains(change.happened())) {
            share = Math.max(share, over.shareUntil(change.happened()));
          }
        }
        return share;
      }

      private Advance next(WatchState.Progress from) {
        List<WatchStep.Correction> corrections = new ArrayList<>();
        double count = metric.isByCost() ? counted - from.counted() : 0;
        double reportedFlat = 0;
        double reported = 0;
        for (PaneChange change : changes) {
          if (change.column() == metric.counted()) {
            count += metric.isByCost() ? 0 : change.amount();
            if (!metric.isByCost() || (until != null && change.minute() < until)) {
              WatchStep.Correction.add(corrections, change, change.amount(), 0);
            }
          } else if (metric.isByCost() && change.column() == PaneColumn.COST) {
            double arrived = change.amount() * AgedPanes.arrived(curve, change.minute(), tick);
            double factor = portfolio.clickFactor(type, hours.of(change.minute()));
            reportedFlat += arrived;
            reported += factor * arrived;
            WatchStep.Correction.add(corrections, change, 0, perExposure * factor * arrived);
          }
        }
        double gained = exposure - from.exposure();
        // A new curve puts the whole past right, whatever the hour.
        double factor = from.curveAsOf() == portfolio.asOf() ? arrivalFactor(type) : 1;
        double taken = factor * (gained - reportedFlat) + reported;
        Beginning beginning = from.beginning();
        if (beginning != null && tick - before.begun() <= FIRST_WEEK) {
          double before = beginning.exposure();
          beginning = beginning.after(taken, byClick());
          taken = beginning.exposure() - before;
        } else {
          beginning = null;
        }
        double expected = perExposure * taken;
        Outage outage = from.outage();
        if (outage != null) {
          double more = shareReturned(outage) - outage.returned();
          if (more > 0) {
            count += more * outage.counted();
            expected += more * outage.expected();
            corrections.add(
                new WatchStep.Correction(
                    outage.from() + 1,
                    more * outage.counted(),
                    more * outage.expected(),
                    AlertReason.LATE_CONVERSIONS));
          }
        }
        return new Advance(
            new WatchStep(tick, (long) millis(), count, expected, List.copyOf(corrections)),
            beginning);
      }

      /** Cumulative exposure by the hours of its clicks. */
      private double byClick() {
        PaneColumn column = metric.exposure();
        return panes.dropped(column.ordinal())
            + weights.matured(
                panes,
                curve,
                column.ordinal(),
                tick,
                metric.isByCost() && until != null ? until : Long.MAX_VALUE,
                (start, end) -> clickFactor(type, start, end));
      }

      /** φ by the hour; of a young series at every step, as its volume isn't known yet. */
      private WatchState estimated(WatchState state) {
        long hour = Math.floorDiv(tick, HOUR);
        if (state.spread().hour() == hour && tick - before.begun() > YOUNG) {
          return state;
        }
        Scatter own = scatter(metric.scattering(), metric.exposure(), scatteringPerExposure());
        double phi = portfolio.dispersion().phi(own, perBucket());
        return state.with(state.spread().estimated(phi, hour));
      }

      private double scatteringPerExposure() {
        return metric.isMoney() ? perExposure / orderSize : perExposure;
      }

      /** Expected counts of six hours at the volume of the last day. */
      private double perBucket() {
        long end = until(metric);
        long start = Math.max(before.begun(), end - DAY);
        int column = metric.exposure().ordinal();
        double recent = panes.total(column, end) - panes.total(column, end - DAY);
        double buckets = Math.max(1.0 / 24, (end - start) / (double) Scatter.BUCKET);
        return scatteringPerExposure() * Math.max(0, recent) / buckets;
      }

      private long until(TargetMetric of) {
        return of.isByCost() && until != null ? until : tick;
      }
    }
  }
}
