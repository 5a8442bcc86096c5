package io.campaignpulse.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Origin;
import io.campaignpulse.ingest.AlertRuleReader;
import io.campaignpulse.source.json.JsonRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A YAML file whose {@code rules} are alert rules. */
final class RulesFile {

  private RulesFile() {}

  /**
   * Its rules, in its order.
   *
   * @param readAt epoch milliseconds
   * @throws IOException if it cannot be read; a RejectedException says which rule is wrong, and how
   */
  static List<AlertRule> read(Path file, long readAt) throws IOException {
    AlertRuleReader reader = new AlertRuleReader();
    List<AlertRule> rules = new ArrayList<>();
    for (JsonNode rule : new YAMLMapper().readTree(file.toFile()).path("rules")) {
      byte[] json = rule.toString().getBytes(StandardCharsets.UTF_8);
      rules.add(
          reader.read(
              JsonRecords.parse(json), new Origin(0, rules.size() + 1L, file.toString(), readAt)));
    }
    return List.copyOf(rules);
  }
}
