package io.campaignpulse.alert.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.ingest.AlertRuleReader;
import io.campaignpulse.source.json.JsonRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A rule in the form in which a person writes it, without what nobody has to write: defaults, and
 * who made which revision when.
 */
public final class RuleDocument {

  private static final AlertRuleReader READER = new AlertRuleReader();

  private RuleDocument() {}

  /** The fields of a rule as a rules file has them. */
  public static ObjectNode of(AlertRule rule) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", rule.ruleId());
    node.put("kind", rule.kind().name());
    text(node, "metric", rule.metric());
    text(node, "op", rule.op());
    number(node, "value", rule.value());
    text(node, "window", duration(rule.window()));
    number(node, "minCount", rule.minCount() == 0 ? null : (Double) rule.minCount());
    boolean conservation = rule.kind() == RuleKind.CONSERVATION;
    if (rule.forMillis() != (conservation ? BuiltInRule.CONSERVATION.forMillis() : 0)) {
      text(node, "for", duration(rule.forMillis()));
    }
    if (!rule.match().isEmpty()) {
      ObjectNode match = node.putObject("match");
      for (LabelMatch wanted : rule.match()) {
        ArrayNode accepted = match.putArray(wanted.label());
        wanted.accepted().forEach(accepted::add);
      }
    }
    number(node, "margin", rule.margin());
    number(node, "target", rule.target());
    severity(node, rule, conservation ? Severity.CRITICAL : Severity.WARNING);
    text(node, "model", rule.model() == null ? null : rule.model().name());
    text(node, "basis", rule.basis() == null ? null : rule.basis().name());
    if (!rule.notifyTargets().isEmpty()) {
      ArrayNode targets = node.putArray("notify");
      rule.notifyTargets().forEach(targets::add);
    }
    if (!rule.enabled()) {
      node.put("enabled", false);
    }
    return node;
  }

  /** Whether two rules say the same, whoever wrote them when. */
  public static boolean same(AlertRule a, AlertRule b) {
    return of(a).equals(of(b));
  }

  /**
   * The next version of a rule.
   *
   * @param last the highest revision it had so far; 0 for a new rule
   * @param changedBy who makes it; null where nobody says
   * @param changedAt when, epoch milliseconds
   */
  public static AlertRule next(
      AlertRule written, long last, @Nullable String changedBy, long changedAt) {
    ObjectNode node = of(written);
    node.put("revision", Math.max(Math.addExact(Math.max(0, last), 1), written.revision()));
    node.put("changedBy", changedBy);
    node.put("changedAt", changedAt);
    return READER.read(
        JsonRecords.parse(node.toString().getBytes(StandardCharsets.UTF_8)),
        new Origin(0, 0, null, changedAt));
  }

  private static void severity(ObjectNode node, AlertRule rule, Severity unsaid) {
    boolean byEvidence = rule.warningEvidence() != null || rule.criticalEvidence() != null;
    if (byEvidence && rule.severity() == Severity.WARNING) {
      ObjectNode levels = node.putObject("severity");
      number(levels, "warning", rule.warningEvidence());
      number(levels, "critical", rule.criticalEvidence());
      return;
    }
    number(node, "warningEvidence", rule.warningEvidence());
    number(node, "criticalEvidence", rule.criticalEvidence());
    if (rule.severity() != unsaid) {
      node.put("severity", rule.severity().name());
    }
  }

  private static @Nullable String duration(@Nullable Long millis) {
    return millis == null ? null : Duration.ofMillis(millis).toString();
  }

  private static void text(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static void number(ObjectNode node, String name, @Nullable Double value) {
    if (value == null) {
      return;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      node.put(name, value.longValue());
    } else {
      node.put(name, value);
    }
  }
}
