package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.catalogue.CampaignLabels;
import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.lifecycle.FindingEvent;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.CohortProjections;
import io.campaignpulse.alert.series.FactChanges;
import io.campaignpulse.alert.series.MinuteTotals;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.PaneChange;
import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.alert.series.SeriesFact;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.alert.target.SeriesRules;
import io.campaignpulse.alert.target.SeriesState;
import io.campaignpulse.alert.target.SeriesTick;
import io.campaignpulse.alert.target.TargetEvaluator;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.lag.AgedPanes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates every rule about series on every series. Keyed by campaign and channel; rows of other
 * windows than PT1M must not come here. Rules and campaigns of the bootstrap snapshot are in
 * broadcast state before the first record, so that there is no time without them.
 *
 * <p>Each series keeps its minutes for {@link #RETENTION}, what its clicks amount to for 30 days in
 * panes that widen with age, one test per rule, and what is found by now. It is evaluated at the
 * tick after anything arrived for it, at a tick at which a plain condition can change, and every
 * quarter of an hour, which is also when it learns of changed rules, campaigns and portfolios; else
 * it sleeps. What was there before the first tick is evaluated minute by minute as if ticks had
 * passed, without a word about it: a job that starts late knows what came before.
 */
public final class EvaluateSeriesFunction
    extends KeyedBroadcastProcessFunction<String, SeriesFact, RuleUpdate, FindingEvent>
    implements CheckpointedFunction {

  /** The operator's uid and name. */
  public static final String UID = "evaluate-series";

  /** Broadcast state of the operator. */
  public static final List<MapStateDescriptor<?, ?>> BROADCAST = BroadcastRuleState.ALL;

  /** How far campaigns have come and where they are heading. */
  public static final OutputTag<CampaignOutlook> OUTLOOKS =
      new OutputTag<>("outlooks", TypeInformation.of(CampaignOutlook.class));

  /** How well conversions were projected. */
  public static final OutputTag<ProjectionScore> SCORES =
      new OutputTag<>("conversion-scores", TypeInformation.of(ProjectionScore.class));

  /** How long after its end a minute is kept: a day's window, and spend a day late. */
  static final long RETENTION = 2 * 1440 * MINUTE;

  private final AlertOptions options;

  private transient ValueState<Series> series;
  private transient MapState<Long, MinuteTotals> minutes;
  private transient MapState<Long, List<PaneChange>> arrived;
  private transient ValueState<AgedPanes> panes;
  private transient ValueState<SeriesState> state;
  private transient MapState<String, Finding> found;
  private transient MapState<String, EvaluatedSeries> statuses;

  private transient BroadcastRuleState broadcast;

  /** Creates the operator. */
  public EvaluateSeriesFunction(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, RuleVersion> rules =
        context.getOperatorStateStore().getBroadcastState(BroadcastRuleState.RULES);
    for (AlertRule rule : options.known().rules()) {
      rules.put(rule.ruleId(), RuleVersion.after(rules.get(rule.ruleId()), rule));
    }
    CatalogueState.putAll(
        context.getOperatorStateStore().getBroadcastState(BroadcastRuleState.CAMPAIGNS),
        options.known().campaigns());
    CatalogueState.putAll(
        context.getOperatorStateStore().getBroadcastState(BroadcastRuleState.FX_RATES),
        options.known().fxRates());
    CatalogueState.putAll(
        context.getOperatorStateStore().getBroadcastState(BroadcastRuleState.CALENDAR),
        options.known().calendar());
    CatalogueState.putAll(
        context.getOperatorStateStore().getBroadcastState(BroadcastRuleState.CHANNEL_LAGS),
        options.known().channelLags());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All state is Flink's.
  }

  @Override
  public void open(OpenContext context) {
    broadcast = new BroadcastRuleState(options);
    series = value("series", TypeInformation.of(Series.class));
    minutes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".minutes", Types.LONG, TypeInformation.of(MinuteTotals.class)));
    arrived =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".arrived",
                    Types.LONG,
                    Types.LIST(TypeInformation.of(PaneChange.class))));
    panes =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(UID + ".panes", AgedPanesSerializer.INSTANCE));
    state = value("state", TypeInformation.of(SeriesState.class));
    found =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".found", Types.STRING, TypeInformation.of(Finding.class)));
    statuses =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".statuses", Types.STRING, TypeInformation.of(EvaluatedSeries.class)));
  }

  private <T> ValueState<T> value(String noun, TypeInformation<T> type) {
    return getRuntimeContext().getState(new ValueStateDescriptor<>(UID + "." + noun, type));
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<FindingEvent> out) throws Exception {
    broadcast.accept(
        update,
        new BroadcastRuleState.Writing() {
          @Override
          public <K, V> BroadcastState<K, V> of(MapStateDescriptor<K, V> descriptor) {
            return context.getBroadcastState(descriptor);
          }
        });
  }

  @Override
  public void processElement(SeriesFact fact, ReadOnlyContext context, Collector<FindingEvent> out)
      throws Exception {
    long reached = context.timerService().currentWatermark();
    CampaignMetrics row = fact.minute();
    if (row == null) {
      takeUp(fact, FactChanges.of(fact.credited(), reached), context);
      return;
    }
    long minute = row.windowStart();
    if (reached >= minute + MINUTE + RETENTION) {
      // The tick that clears it away has passed: it would stay for ever.
      return;
    }
    MinuteTotals kept = minutes.get(minute);
    if (kept != null && kept.revision() > row.revision()) {
      return;
    }
    minutes.put(minute, MinuteTotals.of(row));
    takeUp(fact, FactChanges.of(row, kept, reached), context);
    series.update(
        Series.with(
            series.value(), row.campaignId(), row.channel(), minute, row.spendReportedUntil()));
    // A minute that has been evaluated is evaluated again with the next, never at a time gone by.
    long next = reached == Long.MIN_VALUE ? minute : Math.max(minute, Minutes.floor(reached));
    context.timerService().registerEventTimeTimer(next + MINUTE);
  }

  private void takeUp(SeriesFact fact, FactChanges news, ReadOnlyContext context) throws Exception {
    if (news.changes().isEmpty()) {
      return;
    }
    List<PaneChange> sofar = arrived.get(news.tick());
    List<PaneChange> all = sofar == null ? new ArrayList<>() : sofar;
    all.addAll(news.changes());
    arrived.put(news.tick(), all);
    if (series.value() == null) {
      long minute = news.tick() - MINUTE;
      series.update(Series.with(null, fact.campaignId(), fact.channel(), minute, null));
    }
    context.timerService().registerEventTimeTimer(news.tick());
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<FindingEvent> out)
      throws Exception {
    Series current = series.value();
    long reached = context.timerService().currentWatermark();
    if (current == null || reached == Long.MAX_VALUE) {
      return;
    }
    long newest = Minutes.floor(reached);
    if (tick < newest) {
      // Time has jumped, as at the start or after a restart: what was missed is no news any more.
      context.timerService().registerEventTimeTimer(newest);
      return;
    }
    SeriesState before = state.value();
    if (before == null && isVoid(current)) {
      clear();
      return;
    }
    BroadcastRuleState.Reading known = reading(context);
    CampaignLabels labels = broadcast.labels(known);
    SeriesRules rules =
        broadcast
            .rules(known)
            .about(
                current.campaignId(), current.channel(), labels.department(current.campaignId()));
    AgedPanes amounts = panes();
    expire(before, tick);
    boolean hasNews = !arrived.isEmpty();
    TargetEvaluator.Context of = broadcast.context(current, rules, tick, known);
    TargetEvaluator.Result result = evaluate(before, current, rules, of, amounts, tick, known, out);
    SeriesTick seriesTick =
        new SeriesTick(
            options, labels, broadcast.evaluator(known), current, of.campaign(), tick, found());
    Minutes lookup = new Minutes(minutes::get);
    seriesTick.evaluate(rules.thresholds(), lookup);
    seriesTick.evaluate(rules, result, amounts, lookup);
    seriesTick.closeChanged();
    for (Finding finding : seriesTick.findings()) {
      out.collect(FindingEvent.of(finding));
    }
    publish(seriesTick.statuses(), tick, out);
    state.update(publish(result.state(), of, seriesTick, amounts, hasNews, tick, context));
    panes.update(amounts);
    keep(seriesTick);
    goOn(current, tick, rules.nextTick(current, lookup, tick), context, out);
  }

  /** Publishes the statuses that have changed. */
  private void publish(Map<String, EvaluatedSeries> current, long tick, Collector<FindingEvent> out)
      throws Exception {
    Map<String, EvaluatedSeries> before = new TreeMap<>();
    for (Map.Entry<String, EvaluatedSeries> entry : statuses.entries()) {
      before.put(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<String, EvaluatedSeries> entry : current.entrySet()) {
      if (!entry.getValue().equals(before.remove(entry.getKey()))) {
        statuses.put(entry.getKey(), entry.getValue());
        out.collect(FindingEvent.status(entry.getValue(), tick));
      }
    }
    for (Map.Entry<String, EvaluatedSeries> gone : before.entrySet()) {
      statuses.remove(gone.getKey());
      out.collect(
          FindingEvent.status(gone.getValue().with(EvaluatedSeries.Status.NOT_EVALUATED), tick));
    }
  }

  private SeriesState publish(
      SeriesState state,
      TargetEvaluator.Context of,
      SeriesTick seriesTick,
      AgedPanes amounts,
      boolean hasNews,
      long tick,
      OnTimerContext context) {
    Long asOf = options.asOf();
    long now = asOf == null ? context.timerService().currentProcessingTime() : asOf;
    CampaignOutlook outlook = seriesTick.outlook(of.rules(), state, amounts, hasNews, now);
    if (outlook != null) {
      context.output(OUTLOOKS, outlook);
    }
    CohortProjections.Said cohorts = seriesTick.cohorts(state, amounts, now);
    for (ProjectionScore score : cohorts.scores()) {
      context.output(SCORES, score);
    }
    return state.published(outlook == null ? state.published() : tick, cohorts.after());
  }

  /** Steps through what arrived, tick by tick. */
  private TargetEvaluator.Result evaluate(
      @Nullable SeriesState known,
      Series current,
      SeriesRules rules,
      TargetEvaluator.Context atTick,
      AgedPanes amounts,
      long tick,
      BroadcastRuleState.Reading broadcastState,
      Collector<FindingEvent> out)
      throws Exception {
    NavigableMap<Long, List<PaneChange>> due = takeArrived(known, tick);
    SeriesState before = known == null ? SeriesState.begin(due.firstKey() - MINUTE) : known;
    TargetEvaluator.Result result = new TargetEvaluator.Result(before, Map.of());
    for (Map.Entry<Long, List<PaneChange>> each : due.entrySet()) {
      long at = each.getKey();
      result =
          broadcast
              .evaluator(broadcastState)
              .step(
                  result.state(),
                  amounts,
                  PaneChange.inOrder(each.getValue()),
                  at == tick ? atTick : broadcast.context(current, rules, at, broadcastState),
                  at);
    }
    int more = result.state().watches().size() - before.watches().size();
    if (more != 0) {
      out.collect(FindingEvent.tests(more, tick));
    }
    return result;
  }

  private NavigableMap<Long, List<PaneChange>> takeArrived(@Nullable SeriesState known, long tick)
      throws Exception {
    // After a restart, facts take the tick of their own minute, though it was evaluated before.
    long earliest = known == null ? Long.MIN_VALUE : known.tick() + MINUTE;
    NavigableMap<Long, List<PaneChange>> due = new TreeMap<>();
    List<Long> taken = new ArrayList<>();
    for (Map.Entry<Long, List<PaneChange>> each : arrived.entries()) {
      if (each.getKey() <= tick) {
        taken.add(each.getKey());
        due.computeIfAbsent(Math.max(earliest, each.getKey()), t -> new ArrayList<>())
            .addAll(each.getValue());
      }
    }
    for (Long key : taken) {
      arrived.remove(key);
    }
    due.putIfAbsent(tick, List.of());
    return due;
  }

  private AgedPanes panes() throws Exception {
    AgedPanes kept = panes.value();
    return kept == null ? new AgedPanes(PaneColumn.COUNT) : kept;
  }

  private Map<String, Finding> found() throws Exception {
    Map<String, Finding> all = new TreeMap<>();
    for (Map.Entry<String, Finding> each : found.entries()) {
      all.put(each.getKey(), each.getValue());
    }
    return all;
  }

  private void keep(SeriesTick seriesTick) throws Exception {
    if (!found.isEmpty() || !seriesTick.found().isEmpty()) {
      found.clear();
      found.putAll(seriesTick.found());
    }
  }

  private static BroadcastRuleState.Reading reading(
      KeyedBroadcastProcessFunction<String, SeriesFact, RuleUpdate, FindingEvent>.OnTimerContext
          context) {
    return new BroadcastRuleState.Reading() {
      @Override
      public <K, V> ReadOnlyBroadcastState<K, V> of(MapStateDescriptor<K, V> descriptor) {
        return context.getBroadcastState(descriptor);
      }
    };
  }

  /** Removes the minutes that have become too old since the last tick. */
  private void expire(@Nullable SeriesState before, long tick) throws Exception {
    if (before != null && tick - before.tick() <= Minutes.QUARTER) {
      for (long last = before.tick() + MINUTE; last <= tick; last += MINUTE) {
        minutes.remove(last - RETENTION - MINUTE);
      }
      return;
    }
    List<Long> over = new ArrayList<>();
    for (Long minute : minutes.keys()) {
      if (minute <= tick - RETENTION - MINUTE) {
        over.add(minute);
      }
    }
    for (Long minute : over) {
      minutes.remove(minute);
    }
  }

  /** Waits for the next tick, or rests when nothing is left that anything could ask for. */
  private void goOn(
      Series current, long tick, long next, OnTimerContext context, Collector<FindingEvent> out)
      throws Exception {
    boolean kept = current.newestMinute() + MINUTE + RETENTION > tick;
    if (kept || !arrived.isEmpty() || !panes().isEmpty() || !found.isEmpty()) {
      context.timerService().registerEventTimeTimer(next);
    } else {
      SeriesState over = state.value();
      if (over != null && !over.watches().isEmpty()) {
        out.collect(FindingEvent.tests(-over.watches().size(), tick));
      }
      publish(Map.of(), tick, out);
      clear();
    }
  }

  private void clear() {
    series.clear();
    state.clear();
    panes.clear();
    minutes.clear();
    arrived.clear();
  }

  /** Whether all there was of a new series was taken back, as credit that was soon corrected. */
  private boolean isVoid(Series current) throws Exception {
    if (current.spendReportedUntil() != null) {
      return false;
    }
    Map<PaneColumn, Map<Long, Double>> net = new EnumMap<>(PaneColumn.class);
    for (List<PaneChange> changes : arrived.values()) {
      for (PaneChange change : changes) {
        net.computeIfAbsent(change.column(), c -> new TreeMap<>())
            .merge(change.minute(), change.amount(), Double::sum);
      }
    }
    if (net.values().stream().flatMap(sums -> sums.values().stream()).anyMatch(sum -> sum != 0)) {
      return false;
    }
    for (MinuteTotals minute : minutes.values()) {
      if (!minute.isZero()) {
        return false;
      }
    }
    return true;
  }
}
