package io.campaignpulse.alert.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Origin;
import io.campaignpulse.ingest.ArrivalTimes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of alert rules as a person writes it: docs/alerting.md, Rules file. Stricter than the
 * topic: a misspelt field or a rule that could never be evaluated is refused here, where somebody
 * can still mend it.
 *
 * @param rules the rules in the order of the file
 * @param json each rule as a record of the rules topic, in the same order
 */
public record RulesFile(List<AlertRule> rules, List<String> json) {

  private static final ObjectMapper YAML =
      YAMLMapper.builder(new YAMLFactory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  /**
   * Reads the text of a file.
   *
   * @param file its name, for messages and origins
   * @throws IllegalArgumentException naming file, rule and field, in one line
   */
  public static RulesFile parse(String file, String yaml) {
    JsonNode list = entries(file, yaml);
    List<AlertRule> rules = new ArrayList<>();
    List<String> json = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode entry : list) {
      String place = file + ": rule " + (rules.size() + 1);
      String text = entry.toString();
      AlertRule rule =
          rule(place, entry, text, new Origin(0, rules.size() + 1, file, ArrivalTimes.UNKNOWN));
      if (!ids.add(rule.ruleId())) {
        throw new IllegalArgumentException(place + ": id: " + rule.ruleId() + " is there twice");
      }
      rules.add(rule);
      json.add(text);
    }
    return new RulesFile(List.copyOf(rules), List.copyOf(json));
  }

  private static JsonNode entries(String file, String yaml) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s: line %d: not YAML"
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
    JsonNode list = root.get("rules");
    if (list == null || !list.isArray()) {
      throw new IllegalArgumentException(file + ": expected a list named rules");
    }
    return list;
  }

  private static AlertRule rule(String place, JsonNode entry, String json, Origin origin) {
    try {
      return WrittenRule.read(json.getBytes(StandardCharsets.UTF_8), origin);
    } catch (RefusedRuleException e) {
      RuleProblem problem = e.problem();
      String id = entry.path("id").asText(entry.path("ruleId").asText());
      throw new IllegalArgumentException(
          "%s%s: %s (%s)"
              .formatted(place, id.isEmpty() ? "" : " (" + id + ")", problem.text(), problem.code())
              .replaceAll("\\p{Cntrl}", "\uFFFD"),
          e);
    }
  }
}
