package io.campaignpulse.alert.rule;

import static io.campaignpulse.alert.rule.RuleProblem.Code.FIELD_NOT_OF_KIND;
import static io.campaignpulse.alert.rule.RuleProblem.Code.INVALID_VALUE;
import static io.campaignpulse.alert.rule.RuleProblem.Code.MALFORMED;
import static io.campaignpulse.alert.rule.RuleProblem.Code.MISSING_FIELD;
import static io.campaignpulse.alert.rule.RuleProblem.Code.UNKNOWN_FIELD;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Origin;
import io.campaignpulse.ingest.AlertRuleReader;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.json.JsonRecords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule as a person writes it. Stricter than the topic, where a rule that cannot be
 * evaluated is kept and simply isn't: here somebody can still mend it.
 */
public final class WrittenRule {

  private static final AlertRuleReader READER = new AlertRuleReader();
  private static final Set<String> LEVELS = Set.of("warning", "critical");

  private WrittenRule() {}

  /**
   * The rule of a JSON object.
   *
   * @throws RefusedRuleException naming the field and what is wrong with it
   */
  public static AlertRule read(byte[] json, Origin origin) {
    AlertRule rule;
    Fields fields;
    try {
      fields = JsonRecords.parse(json);
      refuse(unknownField(fields));
      rule = READER.read(fields, origin);
    } catch (RejectedException e) {
      throw new RefusedRuleException(rejected(e));
    }
    refuse(fieldNotOfKind(fields, rule));
    refuse(RuleCheck.problem(rule));
    return rule;
  }

  private static void refuse(@Nullable RuleProblem problem) {
    if (problem != null) {
      throw new RefusedRuleException(problem);
    }
  }

  private static @Nullable RuleProblem unknownField(Fields fields) {
    Set<String> unknown = new TreeSet<>(fields.names());
    unknown.removeAll(READER.knownFields());
    return unknown.isEmpty()
        ? null
        : new RuleProblem(UNKNOWN_FIELD, String.join(", ", unknown), "no rule has such a field");
  }

  private static @Nullable RuleProblem fieldNotOfKind(Fields fields, AlertRule rule) {
    Set<String> foreign = new TreeSet<>(fields.names());
    foreign.removeAll(rule.kind().accepted());
    if (!foreign.isEmpty()) {
      return new RuleProblem(
          FIELD_NOT_OF_KIND,
          String.join(", ", foreign),
          "means nothing to rules of kind " + rule.kind());
    }
    if (fields.names().contains("id") && fields.names().contains("ruleId")) {
      return new RuleProblem(INVALID_VALUE, "id", "id and ruleId are the same field");
    }
    return levels(fields);
  }

  private static @Nullable RuleProblem levels(Fields fields) {
    Map<String, String> levels;
    try {
      levels = fields.map("severity");
    } catch (Fields.UnreadableFieldException levelByName) {
      return null;
    }
    if (levels == null || (!levels.isEmpty() && LEVELS.containsAll(levels.keySet()))) {
      return null;
    }
    return new RuleProblem(
        INVALID_VALUE, "severity", "expected {warning: 20, critical: 100}, got " + levels.keySet());
  }

  /** A reader's verdict names its field before the first colon, or all that are missing. */
  private static RuleProblem rejected(RejectedException e) {
    String detail = e.detail();
    return switch (e.reason()) {
      case MISSING_FIELD -> new RuleProblem(MISSING_FIELD, detail, "is missing");
      case INVALID_VALUE -> {
        List<String> parts = List.of(detail.split(": ", 2));
        yield parts.size() == 2
            ? new RuleProblem(INVALID_VALUE, parts.get(0), parts.get(1))
            : new RuleProblem(INVALID_VALUE, "", detail);
      }
      default -> new RuleProblem(MALFORMED, "", detail);
    };
  }
}
