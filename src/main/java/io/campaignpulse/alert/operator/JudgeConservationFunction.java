package io.campaignpulse.alert.operator;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.conservation.ConservationLifecycle;
import io.campaignpulse.alert.conservation.ConservationRule;
import io.campaignpulse.alert.conservation.OpenDifference;
import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.metric.WindowCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/**
 * Judges at every minute of event time whether the books of the whole business balance. All rows
 * have one key; only the windows that are out are kept.
 */
public final class JudgeConservationFunction
    extends JudgeByMinuteFunction<BusinessMetrics, Alert, ConservationRule> {

  /** Name and uid of the operator. */
  public static final String UID = "judge-conservation";

  /** The rules of this kind that stand, by rule id. */
  public static final MapStateDescriptor<String, RuleVersion> RULES = rulesOf(UID);

  private transient ConservationLifecycle lifecycle;
  private transient MapState<Long, OpenDifference> differences;
  private transient MapState<String, Alert> open;

  /** Judges as the options say. */
  public JudgeConservationFunction(AlertOptions options) {
    super(options, RULES, Set.of(ConservationRule.KIND), ConservationRule::of);
  }

  @Override
  public void open(OpenContext context) {
    lifecycle = new ConservationLifecycle(options);
    differences =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".differences", Types.LONG, TypeInformation.of(OpenDifference.class)));
    open =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    UID + ".open", Types.STRING, TypeInformation.of(Alert.class)));
  }

  @Override
  public void processElement(BusinessMetrics row, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    long key = WindowCode.of(row.window(), row.windowStart());
    OpenDifference before = differences.get(key);
    OpenDifference after = OpenDifference.after(before, row);
    if (after == null) {
      if (before != null) {
        differences.remove(key);
      }
      return;
    }
    differences.put(key, after);
    long reached = Math.max(0, context.timerService().currentWatermark());
    context.timerService().registerEventTimeTimer(Minutes.floor(reached) + MINUTE);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Alert> out) throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    long tick = Minutes.floor(context.timerService().currentWatermark());
    List<ConservationRule> rules = rules(context);
    long now = context.timerService().currentProcessingTime();
    closeChanged(rules, tick, now, out);
    // A timer of the past says that time has jumped, as after a restart.
    List<OpenDifference> found = look(tick, timer < tick);
    for (ConservationRule rule : rules) {
      Alert transition = lifecycle.judge(open.get(rule.ruleId()), rule, found, tick, now);
      if (transition != null) {
        publish(transition, out);
      }
    }
    if (!found.isEmpty() || !open.isEmpty()) {
      context.timerService().registerEventTimeTimer(tick + MINUTE);
    }
  }

  private void closeChanged(List<ConservationRule> rules, long tick, long now, Collector<Alert> out)
      throws Exception {
    List<Alert> changed = new ArrayList<>();
    for (Alert alert : open.values()) {
      if (rules.stream().noneMatch(rule -> isJudgedBy(rule, alert))) {
        changed.add(alert);
      }
    }
    for (Alert alert : changed) {
      publish(lifecycle.closeAsRuleChanged(alert, tick, now), out);
    }
  }

  private static boolean isJudgedBy(ConservationRule rule, Alert alert) {
    return rule.ruleId().equals(alert.ruleId()) && rule.targetVersion() == alert.targetVersion();
  }

  /** The differences as the tick finds them; those nobody needs any more go. */
  private List<OpenDifference> look(long tick, boolean jumped) throws Exception {
    Map<Long, OpenDifference> seen = new TreeMap<>();
    List<Long> forgotten = new ArrayList<>();
    for (Map.Entry<Long, OpenDifference> entry : differences.entries()) {
      OpenDifference difference = entry.getValue();
      if (difference.isForgottenAt(tick)) {
        forgotten.add(entry.getKey());
      } else {
        seen.put(entry.getKey(), jumped ? difference.seenAnew(tick) : difference.at(tick));
      }
    }
    for (Long key : forgotten) {
      differences.remove(key);
    }
    if (!seen.isEmpty()) {
      differences.putAll(seen);
    }
    return List.copyOf(seen.values());
  }

  private void publish(Alert transition, Collector<Alert> out) throws Exception {
    if (transition.state() == AlertState.RESOLVED) {
      open.remove(transition.ruleId());
    } else {
      open.put(transition.ruleId(), transition);
    }
    out.collect(transition);
  }
}
