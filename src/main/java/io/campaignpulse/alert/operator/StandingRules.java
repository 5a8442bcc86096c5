package io.campaignpulse.alert.operator;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.BuiltInRule;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.RuleKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/**
 * The rules of some kinds that stand in an operator's broadcast state: those built in and those
 * known beforehand from its first record on, so that there is no time without them.
 *
 * @param <R> a rule ready to judge
 */
final class StandingRules<R> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final AlertOptions options;
  private final Set<RuleKind> kinds;
  private final Reading<R> reading;

  /** The rules of broadcast state; null when they have changed. */
  private transient @Nullable List<R> read;

  /** How a rule as it stands becomes one that is ready to judge. */
  @FunctionalInterface
  interface Reading<R> extends Serializable {
    /** The rule to judge; null where it cannot be. */
    @Nullable R of(RuleVersion version);
  }

  /**
   * Rules of these kinds.
   *
   * @param kinds those that are kept
   */
  StandingRules(AlertOptions options, Set<RuleKind> kinds, Reading<R> reading) {
    this.options = options;
    this.kinds = kinds;
    this.reading = reading;
  }

  /** Puts the rules that are built in, and those known beforehand. */
  void putKnown(BroadcastState<String, RuleVersion> state) throws Exception {
    put(state, BuiltInRule.CONSERVATION);
    for (AlertRule rule : options.known().rules()) {
      put(state, rule);
    }
  }

  /** Puts a row; a row may change the kind of a rule of ours, others are no business. */
  void put(BroadcastState<String, RuleVersion> state, AlertRule row) throws Exception {
    RuleVersion before = state.get(row.ruleId());
    if (before != null || kinds.contains(row.kind())) {
      state.put(row.ruleId(), RuleVersion.after(before, row));
      read = null;
    }
  }

  /** The rules to judge, by rule id. */
  List<R> all(ReadOnlyBroadcastState<String, RuleVersion> state) throws Exception {
    if (read == null) {
      Map<String, R> byId = new TreeMap<>();
      for (Map.Entry<String, RuleVersion> entry : state.immutableEntries()) {
        R rule = reading.of(entry.getValue());
        if (rule != null) {
          byId.put(entry.getKey(), rule);
        }
      }
      read = new ArrayList<>(byId.values());
    }
    return read;
  }
}
