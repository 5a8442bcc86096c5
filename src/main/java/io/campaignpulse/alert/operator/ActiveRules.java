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
 * Active rules of some kinds in an operator's broadcast state: those built in and those of the
 * bootstrap snapshot from its first record on, so that there is no time without them.
 *
 * @param <R> an active rule
 */
final class ActiveRules<R> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final AlertOptions options;
  private final Set<RuleKind> kinds;
  private final Reading<R> reading;

  /** The rules of broadcast state; null when they have changed. */
  private transient @Nullable List<R> read;

  /** Conversion of the latest version of a rule to an active one. */
  @FunctionalInterface
  interface Reading<R> extends Serializable {
    /** Returns the active rule; null where it cannot be evaluated. */
    @Nullable R of(RuleVersion version);
  }

  /**
   * Rules of these kinds.
   *
   * @param kinds those that are kept
   */
  ActiveRules(AlertOptions options, Set<RuleKind> kinds, Reading<R> reading) {
    this.options = options;
    this.kinds = kinds;
    this.reading = reading;
  }

  /** Upserts the rules that are built in, and those of the bootstrap snapshot. */
  void putKnown(BroadcastState<String, RuleVersion> state) throws Exception {
    put(state, BuiltInRule.CONSERVATION);
    for (AlertRule rule : options.known().rules()) {
      put(state, rule);
    }
  }

  /** Upserts a row of these kinds, or one that changes the kind of a rule in the state. */
  void put(BroadcastState<String, RuleVersion> state, AlertRule row) throws Exception {
    RuleVersion before = state.get(row.ruleId());
    if (before != null || kinds.contains(row.kind())) {
      state.put(row.ruleId(), RuleVersion.after(before, row));
      read = null;
    }
  }

  /** Returns the active rules, by rule id. */
  List<R> all(ReadOnlyBroadcastState<String, RuleVersion> state) throws Exception {
    if (read == null) {
      Map<String, R> byId = new TreeMap<>();
      for (Map.Entry<String, RuleVersion> entry : state.immutableEntries()) {
        R rule = reading.of(entry.getValue().orBuiltIn());
        if (rule != null) {
          byId.put(entry.getKey(), rule);
        }
      }
      read = new ArrayList<>(byId.values());
    }
    return read;
  }
}
