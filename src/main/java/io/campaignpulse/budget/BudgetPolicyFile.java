package io.campaignpulse.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.campaignpulse.event.EvidenceGrade;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;

/** Policy as a person writes it in YAML; a field that isn't there has its default. */
public final class BudgetPolicyFile {

  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private static final Set<String> FIELDS =
      Set.of(
          "consumer",
          "reduceBy",
          "increaseBy",
          "floor",
          "ceiling",
          "stepCap",
          "campaignDayCap",
          "installationDayCap",
          "cooldown",
          "minimumGrade",
          "timeZone");

  private BudgetPolicyFile() {}

  /**
   * Reads the text of a file.
   *
   * @param file its name, for messages
   * @throws IllegalArgumentException naming file and field, in one line
   */
  public static BudgetPolicy parse(String file, String yaml) {
    JsonNode root = tree(file, yaml);
    Set<String> unknown = new TreeSet<>();
    root.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(file + ": no such field: " + unknown);
    }
    BudgetPolicy standard = BudgetPolicy.DEFAULT;
    try {
      return new BudgetPolicy(
          text(root, "consumer", standard.consumer()),
          number(root, "reduceBy", standard.reduceBy()),
          number(root, "increaseBy", standard.increaseBy()),
          number(root, "floor", standard.floor()),
          number(root, "ceiling", standard.ceiling()),
          number(root, "stepCap", standard.stepCap()),
          number(root, "campaignDayCap", standard.campaignDayCap()),
          number(root, "installationDayCap", standard.installationDayCap()),
          duration(root, standard.cooldown()),
          grade(root, standard.minimumGrade()),
          zone(root, standard.zone()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode tree(String file, String yaml) {
    try {
      JsonNode root = YAML.readTree(yaml);
      if (root.isMissingNode() || root.isNull()) {
        return YAML.createObjectNode();
      }
      if (!root.isObject()) {
        throw new IllegalArgumentException(file + ": expected fields");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s: line %d: not YAML"
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
  }

  private static String text(JsonNode root, String field, String standard) {
    JsonNode node = root.path(field);
    if (node.isMissingNode()) {
      return standard;
    }
    if (!node.isTextual()) {
      throw new IllegalArgumentException(field + ": a text is expected");
    }
    return node.asText();
  }

  private static double number(JsonNode root, String field, double standard) {
    JsonNode node = root.path(field);
    if (node.isMissingNode()) {
      return standard;
    }
    if (!node.isNumber()) {
      throw new IllegalArgumentException(field + ": a number is expected");
    }
    return node.asDouble();
  }

  private static Duration duration(JsonNode root, Duration standard) {
    try {
      return Duration.parse(text(root, "cooldown", standard.toString()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("cooldown: a duration such as PT24H is expected", e);
    }
  }

  private static EvidenceGrade grade(JsonNode root, EvidenceGrade standard) {
    String name = text(root, "minimumGrade", standard.name());
    for (EvidenceGrade grade : EvidenceGrade.values()) {
      if (grade.name().equals(name)) {
        return grade;
      }
    }
    throw new IllegalArgumentException("minimumGrade: WEAK, SOUND or STRONG is expected");
  }

  private static ZoneId zone(JsonNode root, ZoneId standard) {
    try {
      return ZoneId.of(text(root, "timeZone", standard.getId()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("timeZone: a zone such as Europe/Berlin is expected", e);
    }
  }
}
