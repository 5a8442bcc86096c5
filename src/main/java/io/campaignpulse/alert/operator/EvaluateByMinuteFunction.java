package io.campaignpulse.alert.operator;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.target.RuleUpdate;
import io.campaignpulse.event.RuleKind;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Operator that evaluates rules of some kinds at minutes of event time. Its rules are in broadcast
 * state, those of the bootstrap snapshot from the first record on.
 *
 * @param <I> its input
 * @param <O> its output
 * @param <R> an active rule
 */
abstract class EvaluateByMinuteFunction<I, O, R>
    extends KeyedBroadcastProcessFunction<String, I, RuleUpdate, O>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  final AlertOptions options;

  private final MapStateDescriptor<String, RuleVersion> state;
  private final ActiveRules<R> rules;

  /**
   * Creates an operator for rules of these kinds.
   *
   * @param state the broadcast state of its rules
   */
  EvaluateByMinuteFunction(
      AlertOptions options,
      MapStateDescriptor<String, RuleVersion> state,
      Set<RuleKind> kinds,
      ActiveRules.Reading<R> reading) {
    this.options = options;
    this.state = state;
    this.rules = new ActiveRules<>(options, kinds, reading);
  }

  /** Returns the broadcast state of an operator's rules, by rule id. */
  static MapStateDescriptor<String, RuleVersion> rulesOf(String uid) {
    return new MapStateDescriptor<>(
        uid + ".rules", Types.STRING, TypeInformation.of(RuleVersion.class));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rules.putKnown(context.getOperatorStateStore().getBroadcastState(state));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All state is Flink's.
  }

  @Override
  public void processBroadcastElement(RuleUpdate update, Context context, Collector<O> out)
      throws Exception {
    if (update.rule() != null) {
      rules.put(context.getBroadcastState(state), update.rule());
    }
  }

  /** Returns the active rules, by rule id. */
  final List<R> rules(OnTimerContext context) throws Exception {
    return rules.all(context.getBroadcastState(state));
  }

  /**
   * Returns whether a timer is for the present. If not, time has jumped, as after a restart: what
   * was missed is over, and the present has a timer of its own.
   */
  static boolean isPresent(long timer, TimerService time) {
    long reached = time.currentWatermark();
    if (reached == Long.MAX_VALUE) {
      return false;
    }
    if (timer < Minutes.floor(reached)) {
      time.registerEventTimeTimer(Minutes.floor(reached));
      return false;
    }
    return true;
  }
}
