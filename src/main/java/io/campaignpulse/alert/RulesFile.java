package io.campaignpulse.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Origin;
import io.campaignpulse.ingest.AlertRuleReader;
import io.campaignpulse.ingest.ArrivalTimes;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.json.JsonRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file of alert rules as a person writes it: docs/alerting.md, Rules file. Stricter than the
 * topic: a misspelt field or a rule that could never be judged is refused here, where somebody can
 * still mend it.
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

  private static final AlertRuleReader READER = new AlertRuleReader();

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
          rule(place, text, new Origin(0, rules.size() + 1, file, ArrivalTimes.UNKNOWN));
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

  private static AlertRule rule(String place, String json, Origin origin) {
    AlertRule rule;
    try {
      Fields fields = JsonRecords.parse(json.getBytes(StandardCharsets.UTF_8));
      Set<String> unknown = new TreeSet<>(fields.names());
      unknown.removeAll(READER.knownFields());
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(place + ": no such field: " + unknown);
      }
      rule = READER.read(fields, origin);
    } catch (RejectedException e) {
      throw new IllegalArgumentException(place + ": " + e.reason() + " " + e.detail(), e);
    }
    String problem =
        switch (rule.kind()) {
          case ThresholdRule.KIND -> ThresholdRule.problem(rule);
          case ConservationRule.KIND -> ConservationRule.problem(rule);
          default -> null;
        };
    if (problem != null) {
      throw new IllegalArgumentException(place + " (" + rule.ruleId() + "): " + problem);
    }
    return rule;
  }
}
