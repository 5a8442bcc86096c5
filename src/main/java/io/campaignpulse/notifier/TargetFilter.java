package io.campaignpulse.notifier;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.util.Set;

/**
 * Which alerts a target wants. An empty set admits everything.
 *
 * @param least the lowest severity it wants
 */
record TargetFilter(Severity least, Set<RuleKind> kinds, Set<String> campaigns, Set<String> rules) {

  static final TargetFilter EVERYTHING =
      new TargetFilter(Severity.INFO, Set.of(), Set.of(), Set.of());

  TargetFilter {
    kinds = Set.copyOf(kinds);
    campaigns = Set.copyOf(campaigns);
    rules = Set.copyOf(rules);
  }

  boolean passes(Alert alert) {
    String campaign = alert.campaignId();
    return alert.severity().compareTo(least) >= 0
        && (kinds.isEmpty() || kinds.contains(alert.kind()))
        && (campaigns.isEmpty() || (campaign != null && campaigns.contains(campaign)))
        && (rules.isEmpty() || rules.contains(alert.ruleId()));
  }
}
