package io.campaignpulse.notifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which targets each rule names, as the rules stand. For one thread. */
final class RuleTargets {

  private record Named(List<String> targets, long revision) {}

  private final Map<String, Named> byRule = new HashMap<>();

  /** Takes down a version of a rule unless a later one stands already. */
  void stand(String ruleId, List<String> targets, long revision) {
    byRule.merge(
        ruleId,
        new Named(List.copyOf(targets), revision),
        (old, said) -> said.revision() >= old.revision() ? said : old);
  }

  /** Strikes out a rule. */
  void forget(String ruleId) {
    byRule.remove(ruleId);
  }

  /** Whether a target is told of a rule's alerts: if it is named, or nobody is and it takes all. */
  boolean concern(Target target, String ruleId) {
    Named named = byRule.get(ruleId);
    if (named == null || named.targets().isEmpty()) {
      return !target.onlyNamed();
    }
    return named.targets().contains(target.id());
  }
}
