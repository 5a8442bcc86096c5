package io.campaignpulse.alert.operator;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.rule.ActiveRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Findings of a subject that hold, one for each rule: emitted at every tick until they no longer
 * hold, then once more.
 */
final class OpenFindings {

  private final transient MapState<String, OpenFinding> state;

  /** Opens the state of an operator. */
  OpenFindings(RuntimeContext context, String uid) {
    state =
        context.getMapState(
            new MapStateDescriptor<>(
                uid + ".open", Types.STRING, TypeInformation.of(OpenFinding.class)));
  }

  /** Evaluation of a subject by a rule. */
  @FunctionalInterface
  interface Evaluation<R> {
    /**
     * Returns what it finds; null where nothing holds and nothing did.
     *
     * @param before what it found before and still holds; null if there is nothing
     */
    @Nullable OpenFinding evaluate(R rule, @Nullable OpenFinding before);
  }

  /** Evaluates each rule, and ends the findings of rules that have changed or gone. */
  <R extends ActiveRule> void evaluate(
      List<R> rules, long tick, Evaluation<R> evaluation, Collector<Finding> out) throws Exception {
    Map<String, OpenFinding> before = new HashMap<>();
    for (Map.Entry<String, OpenFinding> entry : state.entries()) {
      before.put(entry.getKey(), entry.getValue());
    }
    for (R rule : rules) {
      OpenFinding known = before.remove(rule.ruleId());
      if (known != null && known.last().targetVersion() != rule.targetVersion()) {
        emit(new OpenFinding(known.dropped(tick), null), out);
        known = null;
      }
      OpenFinding found = evaluation.evaluate(rule, known);
      if (found != null) {
        emit(found, out);
      }
    }
    for (OpenFinding ofNoRule : before.values()) {
      emit(new OpenFinding(ofNoRule.dropped(tick), null), out);
    }
  }

  private void emit(OpenFinding found, Collector<Finding> out) throws Exception {
    if (found.last().holds()) {
      state.put(found.last().ruleId(), found);
    } else {
      state.remove(found.last().ruleId());
    }
    out.collect(found.last());
  }

  boolean isEmpty() throws Exception {
    return state.isEmpty();
  }

  void clear() {
    state.clear();
  }
}
