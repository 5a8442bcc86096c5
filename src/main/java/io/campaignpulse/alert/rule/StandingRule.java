package io.campaignpulse.alert.rule;

/** A rule that is ready to judge. */
public interface StandingRule {

  /** The id of the rule. */
  String ruleId();

  /** The how manieth condition it poses. */
  int targetVersion();
}
