package io.campaignpulse.alert;

/** Why an episode ended otherwise than by its condition becoming false while FIRING. */
public enum ResolveCause {
  /** The condition did not hold for the time the rule asks for: nobody had to be told. */
  CLEARED_BEFORE_FIRING,
  /** The data no longer suffice to say whether the condition holds. */
  TOO_LITTLE_DATA,
  /** The rule was changed or switched off, or is no longer about the series. */
  RULE_CHANGED
}
