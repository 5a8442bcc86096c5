package io.campaignpulse.testing;

import io.campaignpulse.alert.rule.RulesFile;
import io.campaignpulse.event.AlertRule;

/** Rules as a person writes them. */
public final class TestingRules {

  private TestingRules() {}

  /** One rule in YAML. */
  public static AlertRule of(String yaml) {
    return RulesFile.parse("test", "rules: [" + yaml + "]").rules().get(0);
  }
}
