package io.campaignpulse.alert.operator;

import io.campaignpulse.alert.finding.Finding;
import io.campaignpulse.alert.finding.OpenFinding;
import io.campaignpulse.alert.rule.StandingRule;
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
 * The findings of a subject that hold, one for each rule and what else tells them apart: told at
 * every tick until they no longer hold, then once more.
 */
final class OpenFindings {

  private final transient MapState<String, OpenFinding> state;

  /** Kept under a name of the operator. */
  OpenFindings(RuntimeContext context, String uid) {
    state =
        context.getMapState(
            new MapStateDescriptor<>(
                uid + ".open", Types.STRING, TypeInformation.of(OpenFinding.class)));
  }

  /** How a rule judges. */
  @FunctionalInterface
  interface Judge<R> {
    /**
     * What it finds; null where there is nothing to tell.
     *
     * @param before what it found before and still holds; null if there is nothing
     */
    @Nullable OpenFinding judge(R rule, @Nullable OpenFinding before);
  }

  /** Judges by each rule, and ends what rules found that have changed or gone. */
  <R extends StandingRule> void judge(
      List<R> rules, long tick, Judge<R> judge, Collector<Finding> out) throws Exception {
    Map<String, OpenFinding> before = new HashMap<>();
    for (Map.Entry<String, OpenFinding> entry : state.entries()) {
      before.put(entry.getKey(), entry.getValue());
    }
    for (R rule : rules) {
      OpenFinding known = before.remove(rule.ruleId());
      if (known != null && known.last().targetVersion() != rule.targetVersion()) {
        tell(new OpenFinding(known.dropped(tick), null), out);
        known = null;
      }
      OpenFinding found = judge.judge(rule, known);
      if (found != null) {
        tell(found, out);
      }
    }
    for (OpenFinding ofNoRule : before.values()) {
      tell(new OpenFinding(ofNoRule.dropped(tick), null), out);
    }
  }

  private void tell(OpenFinding found, Collector<Finding> out) throws Exception {
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
