package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Effect of the findings of a tick on each other, as {@link InhibitionRule#TABLE} says. */
final class Inhibition {

  /** Effect on a target, the strongest last. */
  enum Effect {
    NONE,
    /** It is a member of a group: its alert is paused as long as the group holds. */
    GROUP,
    /** A source explains it: it has no alert of its own. */
    HOLD,
    /** It cannot be evaluated now; an alert that is firing waits. */
    PAUSE
  }

  private static final String EVERYTHING = "";

  /** Sources by their campaign, so that a target is only compared with few. */
  private final Map<String, List<Finding>> sources = new HashMap<>();

  /**
   * Indexes the sources among findings.
   *
   * @param holding all findings whose condition holds
   */
  Inhibition(List<Finding> holding) {
    for (Finding finding : holding) {
      if (InhibitionRule.TABLE.stream().anyMatch(rule -> rule.hasSource(finding))) {
        sources.computeIfAbsent(campaign(finding), c -> new ArrayList<>()).add(finding);
      }
    }
  }

  /** Returns the strongest effect of the other findings on one. */
  Effect of(Finding target) {
    Effect strongest = strongest(EVERYTHING, target);
    String campaign = campaign(target);
    return campaign.equals(EVERYTHING) ? strongest : max(strongest, strongest(campaign, target));
  }

  private Effect strongest(String campaign, Finding target) {
    Effect strongest = Effect.NONE;
    for (Finding source : sources.getOrDefault(campaign, List.of())) {
      if (!source.equals(target)) {
        strongest = max(strongest, effect(source, target));
      }
    }
    return strongest;
  }

  private static Effect effect(Finding source, Finding target) {
    Effect strongest = Effect.NONE;
    for (InhibitionRule rule : InhibitionRule.TABLE) {
      strongest = rule.applies(source, target) ? max(strongest, rule.effect()) : strongest;
    }
    return strongest;
  }

  private static Effect max(Effect a, Effect b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static String campaign(Finding finding) {
    String campaign = finding.subject().campaignId();
    return campaign == null ? EVERYTHING : campaign;
  }
}
