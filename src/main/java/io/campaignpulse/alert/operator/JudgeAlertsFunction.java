package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.Minutes.MINUTE;

import io.campaignpulse.alert.AlertLifecycle;
import io.campaignpulse.alert.AlertOptions;
import io.campaignpulse.alert.CampaignLabels;
import io.campaignpulse.alert.MinuteTotals;
import io.campaignpulse.alert.Minutes;
import io.campaignpulse.alert.RuleVersion;
import io.campaignpulse.alert.Series;
import io.campaignpulse.alert.ThresholdRule;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Emission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/**
 * Judges every rule on every series at every minute of event time. Keyed by campaign and channel;
 * rows of other windows than PT1M must not come here. Rules that are known beforehand stand in
 * broadcast state before the first record, so that there is no time without them.
 *
 * <p>Each series keeps its minutes for {@link #RETENTION} and one open alert per rule. Its timer
 * goes from minute to minute while either is there; at the end of a replay, minutes at which
 * nothing can change are left out.
 */
public final class JudgeAlertsFunction
    extends KeyedBroadcastProcessFunction<String, CampaignMetrics, AlertRule, Alert>
    implements CheckpointedFunction {

  /** The rules that stand, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES =
      new MapStateDescriptor<>(
          "judge-alerts.rules", Types.STRING, TypeInformation.of(RuleVersion.class));

  /** How long after its end a minute is kept: a day's window, and spend a day late. */
  static final long RETENTION = 2 * 1440 * MINUTE;

  private final AlertOptions options;

  private transient AlertLifecycle lifecycle;
  private transient CampaignLabels labels;
  private transient ValueState<Series> series;
  private transient MapState<Long, MinuteTotals> minutes;
  private transient MapState<String, Alert> open;

  /** The rules of broadcast state, ready to judge; null when they have changed. */
  private transient @Nullable List<ThresholdRule> rules;

  /** Judges as the options say. */
  public JudgeAlertsFunction(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, RuleVersion> standing =
        context.getOperatorStateStore().getBroadcastState(RULES);
    for (AlertRule rule : options.known().rules()) {
      standing.put(
          rule.ruleId(), RuleVersion.after(standing.get(rule.ruleId()), rule, options.emission()));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All state is Flink's.
  }

  @Override
  public void open(OpenContext context) {
    labels = new CampaignLabels(options.known());
    lifecycle = new AlertLifecycle(options, labels);
    series =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("judge-alerts.series", Series.class));
    minutes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "judge-alerts.minutes", Types.LONG, TypeInformation.of(MinuteTotals.class)));
    open =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "judge-alerts.open", Types.STRING, TypeInformation.of(Alert.class)));
  }

  @Override
  public void processBroadcastElement(AlertRule row, Context context, Collector<Alert> out)
      throws Exception {
    BroadcastState<String, RuleVersion> standing = context.getBroadcastState(RULES);
    standing.put(
        row.ruleId(), RuleVersion.after(standing.get(row.ruleId()), row, options.emission()));
    rules = null;
  }

  @Override
  public void processElement(CampaignMetrics row, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    long minute = row.windowStart();
    long reached = context.timerService().currentWatermark();
    if (reached >= minute + MINUTE + RETENTION) {
      // The tick that clears it away has passed: it would stay for ever.
      return;
    }
    MinuteTotals kept = minutes.get(minute);
    if (kept != null && kept.revision() > row.revision()) {
      return;
    }
    minutes.put(minute, MinuteTotals.of(row));
    series.update(
        Series.with(
            series.value(), row.campaignId(), row.channel(), minute, row.spendReportedUntil()));
    // A minute that has been judged is judged again with the next, never at a time gone by.
    long next = reached == Long.MIN_VALUE ? minute : Math.max(minute, Minutes.floor(reached));
    context.timerService().registerEventTimeTimer(next + MINUTE);
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Alert> out) throws Exception {
    Series judged = series.value();
    if (judged == null || (options.asOf() != null && tick > options.asOf())) {
      return;
    }
    boolean live = options.emission() == Emission.ON_CHANGE;
    if (live && tick < Minutes.floor(context.timerService().currentWatermark())) {
      // Time has jumped, as after a restart: what was missed is no news any more.
      expire(judged, tick, context);
      return;
    }
    long now = context.timerService().currentProcessingTime();
    Minutes lookup = new Minutes(minutes::get);
    Map<String, ThresholdRule> matching = matching(judged, context.getBroadcastState(RULES));
    closeChanged(matching, tick, now, out);
    long longestWindow = 0;
    for (ThresholdRule rule : matching.values()) {
      longestWindow = Math.max(longestWindow, rule.window());
      Alert transition = lifecycle.judge(open.get(rule.ruleId()), rule, judged, lookup, tick, now);
      if (transition != null) {
        publish(transition, out);
      }
    }
    if (live) {
      expire(judged, tick, context);
    } else {
      scheduleNextChange(matching, lookup.anyIn(tick - longestWindow, tick), tick, context);
    }
  }

  private Map<String, ThresholdRule> matching(
      Series judged, ReadOnlyBroadcastState<String, RuleVersion> standing) throws Exception {
    if (rules == null) {
      rules = compile(standing);
    }
    String department = labels.department(judged.campaignId());
    Map<String, ThresholdRule> matching = new LinkedHashMap<>();
    for (ThresholdRule rule : rules) {
      if (rule.matches(judged.campaignId(), judged.channel(), department)) {
        matching.put(rule.ruleId(), rule);
      }
    }
    return matching;
  }

  private List<ThresholdRule> compile(ReadOnlyBroadcastState<String, RuleVersion> standing)
      throws Exception {
    Map<String, ThresholdRule> byId = new TreeMap<>();
    for (Map.Entry<String, RuleVersion> entry : standing.immutableEntries()) {
      ThresholdRule rule = ThresholdRule.of(entry.getValue(), options);
      if (rule != null) {
        byId.put(entry.getKey(), rule);
      }
    }
    return List.copyOf(byId.values());
  }

  private void closeChanged(
      Map<String, ThresholdRule> matching, long tick, long now, Collector<Alert> out)
      throws Exception {
    List<Alert> changed = new ArrayList<>();
    for (Alert alert : open.values()) {
      ThresholdRule rule = matching.get(alert.ruleId());
      if (rule == null || rule.targetVersion() != alert.targetVersion()) {
        changed.add(alert);
      }
    }
    for (Alert alert : changed) {
      publish(lifecycle.closeAsRuleChanged(alert, tick, now), out);
    }
  }

  private void publish(Alert transition, Collector<Alert> out) throws Exception {
    if (transition.state() == AlertState.RESOLVED) {
      open.remove(transition.ruleId());
    } else {
      open.put(transition.ruleId(), transition);
    }
    out.collect(transition);
  }

  /** Replay: new minutes have timers of their own; without any, only a PENDING alert can change. */
  private void scheduleNextChange(
      Map<String, ThresholdRule> matching, boolean moving, long tick, OnTimerContext context)
      throws Exception {
    if (moving) {
      context.timerService().registerEventTimeTimer(tick + MINUTE);
      return;
    }
    for (Alert alert : open.values()) {
      ThresholdRule rule = matching.get(alert.ruleId());
      if (alert.state() == AlertState.PENDING && rule != null) {
        long fires = Minutes.floor(alert.startsAt() + rule.forMillis() + MINUTE - 1);
        context.timerService().registerEventTimeTimer(Math.max(fires, tick + MINUTE));
      }
    }
  }

  /** Live: forgets the minute that nothing can ask for any more, and rests when none is left. */
  private void expire(Series judged, long tick, OnTimerContext context) throws Exception {
    minutes.remove(tick - RETENTION - MINUTE);
    boolean kept = judged.newestMinute() + MINUTE + RETENTION > tick;
    if (kept || !open.isEmpty()) {
      context.timerService().registerEventTimeTimer(tick + MINUTE);
    } else {
      series.clear();
    }
  }
}
