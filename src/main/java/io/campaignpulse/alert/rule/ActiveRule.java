package io.campaignpulse.alert.rule;

/** Rule that is evaluated. */
public interface ActiveRule {

  /** Returns the id of the rule. */
  String ruleId();

  /** Returns the number of its condition: 1 for the first. */
  int targetVersion();
}
