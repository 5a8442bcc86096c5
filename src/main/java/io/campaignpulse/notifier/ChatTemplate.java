package io.campaignpulse.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chat message with gaps: JSON whose texts hold {@code {{names}}}. The JSON is read first and its
 * texts are filled afterwards, so no value can end a text, add a field or hold another gap.
 */
final class ChatTemplate {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Pattern GAP = Pattern.compile("\\{\\{([^{}]*)}}");

  private final JsonNode root;

  private ChatTemplate(JsonNode root) {
    this.root = root;
  }

  /**
   * A template.
   *
   * @param name for messages
   * @throws IllegalArgumentException if it is no JSON object or has a gap nothing is known for
   */
  static ChatTemplate parse(String name, byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + ": not JSON: " + e.getMessage(), e);
    }
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException(name + ": a JSON object is expected");
    }
    check(name, root);
    return new ChatTemplate(root);
  }

  private static void check(String name, JsonNode node) {
    if (node.isTextual()) {
      Matcher gap = GAP.matcher(node.asText());
      while (gap.find()) {
        if (!ChatValues.NAMES.contains(gap.group(1))) {
          throw new IllegalArgumentException(
              name
                  + ": nothing is known for {{"
                  + gap.group(1)
                  + "}}; there are "
                  + ChatValues.NAMES);
        }
      }
    }
    node.forEach(child -> check(name, child));
  }

  /**
   * The template of each chat.
   *
   * @param folder where some may be replaced, as {@code slack.json} and so on; null = none is
   * @throws IllegalArgumentException if a replacement is no template
   */
  static Map<TargetType, ChatTemplate> all(@Nullable Path folder) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("templates: " + folder + " is no folder");
    }
    Map<TargetType, ChatTemplate> all = new EnumMap<>(TargetType.class);
    for (TargetType type : TargetType.values()) {
      if (type.isChat()) {
        String file = type.name().toLowerCase(Locale.ROOT) + ".json";
        all.put(type, parse(file, read(folder, file)));
      }
    }
    return all;
  }

  private static byte[] read(@Nullable Path folder, String file) {
    try {
      if (folder != null && Files.exists(folder.resolve(file))) {
        return Files.readAllBytes(folder.resolve(file));
      }
      try (InputStream ours =
          Objects.requireNonNull(ChatTemplate.class.getResourceAsStream("/notifier/" + file))) {
        return ours.readAllBytes();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("templates: " + file + " cannot be read", e);
    }
  }

  /** The message with its gaps filled; texts end where their last visible character is. */
  ObjectNode fill(Map<String, String> values) {
    return (ObjectNode) filled(root, values);
  }

  private static JsonNode filled(JsonNode node, Map<String, String> values) {
    if (node.isTextual()) {
      String text =
          GAP.matcher(node.asText())
              .replaceAll(gap -> Matcher.quoteReplacement(values.getOrDefault(gap.group(1), "")))
              .stripTrailing();
      return JsonNodeFactory.instance.textNode(text);
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(field -> object.set(field.getKey(), filled(field.getValue(), values)));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(filled(item, values)));
      return array;
    }
    return node;
  }
}
