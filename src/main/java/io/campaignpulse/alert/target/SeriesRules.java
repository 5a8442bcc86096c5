package io.campaignpulse.alert.target;

import io.campaignpulse.alert.rule.AlertOptions;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleVersion;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.alert.series.Series;
import io.campaignpulse.alert.threshold.ThresholdRule;
import io.campaignpulse.event.Campaign;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules about series that stand, ready to judge.
 *
 * @param thresholds plain conditions, by rule id
 * @param evidence rules on targets, by rule id
 * @param silence rules on data that stop, by rule id
 */
public record SeriesRules(
    Map<String, ThresholdRule> thresholds,
    Map<String, EvidenceRule> evidence,
    Map<String, SilenceRule> silence) {

  /** The rules of versions that stand. */
  public static SeriesRules of(Iterable<RuleVersion> standing, AlertOptions options) {
    Map<String, ThresholdRule> thresholds = new TreeMap<>();
    Map<String, EvidenceRule> evidence = new TreeMap<>();
    Map<String, SilenceRule> silence = new TreeMap<>();
    for (RuleVersion version : standing) {
      if (RuleCheck.problem(version.rule()) != null) {
        continue;
      }
      put(thresholds, version, ThresholdRule.of(version, options));
      put(evidence, version, EvidenceRule.of(version));
      put(silence, version, SilenceRule.of(version));
    }
    return new SeriesRules(thresholds, evidence, silence);
  }

  private static <R> void put(Map<String, R> rules, RuleVersion version, @Nullable R rule) {
    if (rule != null) {
      rules.put(version.rule().ruleId(), rule);
    }
  }

  /** Those about one series; the department is null where nobody told it. */
  public SeriesRules about(String campaignId, String channel, @Nullable String department) {
    return new SeriesRules(
        kept(thresholds, rule -> rule.match().matches(campaignId, channel, department)),
        kept(evidence, rule -> rule.match().matches(campaignId, channel, department)),
        kept(silence, rule -> rule.match().matches(campaignId, channel, department)));
  }

  private static <R> Map<String, R> kept(
      Map<String, R> rules, java.util.function.Predicate<R> about) {
    if (rules.values().stream().allMatch(about)) {
      return rules;
    }
    Map<String, R> kept = new TreeMap<>(rules);
    kept.values().removeIf(about.negate());
    return kept;
  }

  /**
   * The next tick at which a series has to be evaluated though nothing arrives: where a plain
   * condition can change, at the latest at the next quarter of an hour.
   */
  public long nextTick(Series series, Minutes minutes, long tick) throws Exception {
    long next = Minutes.nextQuarter(tick);
    for (ThresholdRule rule : thresholds.values()) {
      next = Math.min(next, rule.nextChange(series, minutes, tick));
    }
    return next;
  }

  /** The rules on targets that have one for a campaign at a tick, by rule id. */
  public Map<String, TargetEvaluator.Targeted> targeted(
      SeriesTargets targets, @Nullable Campaign campaign, long tick) {
    Map<String, TargetEvaluator.Targeted> targeted = new TreeMap<>();
    for (EvidenceRule rule : evidence.values()) {
      Double target = targets.of(rule, campaign, tick);
      if (target != null) {
        targeted.put(rule.ruleId(), new TargetEvaluator.Targeted(rule, target));
      }
    }
    return targeted;
  }
}
