package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.alert.rule.FalseAlarms;
import io.campaignpulse.alert.rule.RuleCheck;
import io.campaignpulse.alert.rule.RuleDocument;
import io.campaignpulse.alert.rule.RuleProblem;
import io.campaignpulse.event.AlertRule;

/**
 * A rule as the API shows it: what it says, in the form in which it can be sent again; who made
 * which revision when; and how often it will cry wolf.
 */
final class RuleJson {

  private RuleJson() {}

  static ObjectNode of(AlertRule rule) {
    ObjectNode node = Json.object();
    boolean builtIn = rule.revision() == Long.MIN_VALUE;
    node.put("id", rule.ruleId());
    node.set("rule", RuleDocument.of(rule));
    node.put("enabled", rule.enabled());
    node.put("builtIn", builtIn);
    node.put("revision", builtIn ? 0 : rule.revision());
    node.put("changedBy", rule.changedBy());
    node.put("changedAt", Json.time(rule.changedAt()));
    FalseAlarms expected = FalseAlarms.of(rule);
    node.put("falseAlarms", expected == null ? null : expected.english());
    node.put("falseAlarmsZh", expected == null ? null : expected.chinese());
    RuleProblem problem = RuleCheck.problem(rule);
    if (problem == null) {
      node.putNull("problem");
    } else {
      node.putObject("problem")
          .put("reason", problem.code().name())
          .put("field", problem.field())
          .put("detail", problem.detail());
    }
    return node;
  }
}
