package io.campaignpulse.source.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.campaignpulse.ingest.Decimals;
import io.campaignpulse.ingest.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object. Scalars may come as their own type or as text, and nested values
 * also as JSON text, since that is how cells of a CSV file hold them.
 */
public final class JsonFields implements Fields {
  private final JsonNode object;
  private final Set<String> names;

  /** Fields over an object node. */
  JsonFields(JsonNode object) {
    this.object = object;
    Set<String> present = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!isAbsent(field.getValue())) {
        present.add(field.getKey());
      }
    }
    this.names = present;
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public @Nullable String text(String name) {
    JsonNode node = node(name);
    return node == null ? null : scalar(name, node);
  }

  @Override
  public @Nullable Long time(String name) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (node.isNumber()) {
      return JsonTimes.fromNumber(name, node.decimalValue());
    }
    if (node.isTextual()) {
      return JsonTimes.fromText(name, node.textValue());
    }
    throw new UnreadableFieldException(name, JsonTimes.EXPECTED);
  }

  @Override
  public @Nullable BigDecimal decimal(String name) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (node.isNumber()) {
      return node.decimalValue();
    }
    if (node.isTextual()) {
      return Decimals.parse(name, node.textValue());
    }
    throw new UnreadableFieldException(name, "a number");
  }

  @Override
  public @Nullable Boolean flag(String name) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    return switch (node.asText()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnreadableFieldException(name, "true or false");
    };
  }

  @Override
  public @Nullable List<Fields> records(String name) {
    JsonNode node = nested(name);
    if (node == null) {
      return null;
    }
    if (node.isObject()) {
      return List.of(new JsonFields(node));
    }
    if (!node.isArray()) {
      throw new UnreadableFieldException(name, "a list of objects");
    }
    List<Fields> records = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      if (!element.isObject()) {
        throw new UnreadableFieldException(name, "a list of objects");
      }
      records.add(new JsonFields(element));
    }
    return records;
  }

  @Override
  public @Nullable List<String> texts(String name) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    JsonNode list =
        node.isTextual() && node.textValue().startsWith("[")
            ? JsonRecords.value(node.textValue())
            : node;
    if (list == null) {
      throw new UnreadableFieldException(name, "a list");
    }
    if (!list.isArray()) {
      return List.of(scalar(name, list));
    }
    List<String> texts = new ArrayList<>(list.size());
    for (JsonNode element : list) {
      if (!isAbsent(element)) {
        texts.add(scalar(name, element));
      }
    }
    return texts;
  }

  @Override
  public @Nullable Map<String, String> map(String name) {
    JsonNode node = nested(name);
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      throw new UnreadableFieldException(name, "an object");
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!isAbsent(entry.getValue())) {
        map.put(entry.getKey(), scalar(name + "." + entry.getKey(), entry.getValue()));
      }
    }
    return map;
  }

  private @Nullable JsonNode node(String name) {
    JsonNode node = object.get(name);
    return node == null || isAbsent(node) ? null : node;
  }

  /** The node, or what the JSON text in it says. */
  private @Nullable JsonNode nested(String name) {
    JsonNode node = node(name);
    if (node == null || !node.isTextual()) {
      return node;
    }
    JsonNode parsed = JsonRecords.value(node.textValue());
    if (parsed == null) {
      throw new UnreadableFieldException(name, "a list or an object");
    }
    return parsed;
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isNull()
        || node.isMissingNode()
        || (node.isTextual() && node.textValue().isEmpty());
  }

  private static String scalar(String name, JsonNode node) {
    if (!node.isValueNode()) {
      throw new UnreadableFieldException(name, "a text");
    }
    return node.isBigDecimal() ? node.decimalValue().toString() : node.asText();
  }
}
