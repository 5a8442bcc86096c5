package io.campaignpulse.alert;

/** A rule that is ready to judge. */
public interface StandingRule {

  /** The id of the rule. */
  String ruleId();

  /** The how manieth condition it poses. */
  int targetVersion();
}
