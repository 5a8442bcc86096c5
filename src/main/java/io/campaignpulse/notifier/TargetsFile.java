package io.campaignpulse.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be told, as a person wrote it down: docs/notifications.md, Targets. Everything that
 * could go wrong later for what is written here is refused when it is read.
 *
 * @param source what the CloudEvents are from, a URI reference
 * @param templates of each chat its message
 */
public record TargetsFile(
    String source, List<Target> targets, Map<TargetType, ChatTemplate> templates) {

  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int MOST_SECRETS = 2;
  private static final String DEFAULT_SOURCE = "urn:campaign-pulse";

  /** Targets and templates are what the file says, in its order. */
  public TargetsFile {
    targets = List.copyOf(targets);
    templates = Map.copyOf(templates);
  }

  /**
   * Reads a file and the secrets and templates it names.
   *
   * @param environment answers the value of an environment variable, null if there is none
   * @throws IllegalArgumentException naming file, target and field, in one line that holds no
   *     secret
   */
  public static TargetsFile read(Path file, Function<String, @Nullable String> environment) {
    String yaml;
    try {
      yaml = Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read", e);
    }
    Path folder = file.toAbsolutePath().getParent();
    return new Reader(file.getFileName() + "", folder == null ? Path.of("/") : folder, environment)
        .read(yaml);
  }

  /** The ids of the targets, for people. */
  public String describe() {
    return targets.stream().map(Target::id).collect(Collectors.joining(", "));
  }

  private record Reader(String file, Path folder, Function<String, @Nullable String> environment) {

    TargetsFile read(String yaml) {
      JsonNode root = parse(yaml);
      known(root, file, Set.of("source", "allowedHosts", "templates", "targets"));
      AllowedHosts allowed = new AllowedHosts(texts(root, "allowedHosts", file));
      JsonNode list = root.path("targets");
      if (!list.isArray() || list.isEmpty()) {
        throw new IllegalArgumentException(file + ": expected a list named targets");
      }
      List<Target> targets = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (JsonNode entry : list) {
        Target target = target(entry, file + ": target " + (targets.size() + 1), allowed);
        if (!ids.add(target.id())) {
          throw new IllegalArgumentException(file + ": id: " + target.id() + " is there twice");
        }
        targets.add(target);
      }
      String source = text(root, "source", file);
      String templates = text(root, "templates", file);
      return new TargetsFile(
          source == null ? DEFAULT_SOURCE : source,
          targets,
          ChatTemplate.all(templates == null ? null : path(templates, file)));
    }

    private JsonNode parse(String yaml) {
      try {
        return YAML.readTree(yaml);
      } catch (JsonProcessingException e) {
        // Its message repeats the line, which may hold a secret.
        throw new IllegalArgumentException(
            "%s: line %d: not YAML"
                .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
      }
    }

    private Target target(JsonNode entry, String number, AllowedHosts allowed) {
      known(
          entry,
          number,
          Set.of("id", "type", "url", "secret", "filter", "allowPrivate", "onlyNamed"));
      String id = text(entry, "id", number);
      if (id == null || !ID.matcher(id).matches()) {
        throw new IllegalArgumentException(
            number + ": id: up to 64 letters, digits, dots, dashes and underscores are expected");
      }
      String place = file + ": target " + id;
      TargetType type = constant(TargetType.class, text(entry, "type", place), place + ": type");
      List<Secret> secrets = secrets(entry.path("secret"), type, place + ": secret");
      return new Target(
          id,
          type,
          url(entry, type, place, allowed),
          secrets,
          filter(entry.path("filter"), place + ": filter"),
          flag(entry, "onlyNamed", place));
    }

    private TargetUrl url(JsonNode entry, TargetType type, String place, AllowedHosts allowed) {
      try {
        TargetUrl url =
            TargetUrl.parse(
                given(entry.path("url"), place + ": url"),
                allowed,
                flag(entry, "allowPrivate", place));
        return type == TargetType.ALERTMANAGER ? url.below(AlertmanagerForm.PATH) : url;
      } catch (RefusedException e) {
        throw new IllegalArgumentException(place + ": url: " + e.getMessage(), e);
      }
    }

    private List<Secret> secrets(JsonNode node, TargetType type, String place) {
      List<Secret> secrets = new ArrayList<>();
      for (JsonNode one :
          node.isArray() ? node : node.isMissingNode() ? List.<JsonNode>of() : List.of(node)) {
        String text = given(one, place);
        try {
          secrets.add(type == TargetType.WEBHOOK ? Secret.ofWebhook(text) : Secret.ofText(text));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
      }
      int most =
          switch (type) {
            case WEBHOOK -> MOST_SECRETS;
            case FEISHU, DINGTALK -> 1;
            case ALERTMANAGER, SLACK, WECOM -> 0;
          };
      if (secrets.size() > most || (type == TargetType.WEBHOOK && secrets.isEmpty())) {
        throw new IllegalArgumentException(
            "%s: %s has %s"
                .formatted(
                    place, type, most == 0 ? "none" : most == 1 ? "at most one" : "one or two"));
      }
      return secrets;
    }

    /** A text, or where to find it: {env: NAME} or {file: PATH}. */
    private String given(JsonNode node, String place) {
      if (node.isTextual() && !node.asText().isBlank()) {
        return node.asText();
      }
      if (node.isObject() && node.size() == 1 && node.path("env").isTextual()) {
        String name = node.path("env").asText();
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
          throw new IllegalArgumentException(place + ": there is no environment variable " + name);
        }
        return value.strip();
      }
      if (node.isObject() && node.size() == 1 && node.path("file").isTextual()) {
        Path path = path(node.path("file").asText(), place);
        try {
          String value = Files.readString(path).strip();
          if (!value.isEmpty()) {
            return value;
          }
        } catch (IOException e) {
          throw new IllegalArgumentException(place + ": cannot read " + path, e);
        }
        throw new IllegalArgumentException(place + ": " + path + " is empty");
      }
      throw new IllegalArgumentException(place + ": expected a text, {env: NAME} or {file: PATH}");
    }

    private Path path(String text, String place) {
      try {
        return folder.resolve(text);
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(place + ": not a path", e);
      }
    }

    private static TargetFilter filter(JsonNode node, String place) {
      if (node.isMissingNode()) {
        return TargetFilter.EVERYTHING;
      }
      known(node, place, Set.of("severity", "kinds", "campaigns", "rules"));
      String least = text(node, "severity", place);
      return new TargetFilter(
          least == null ? Severity.INFO : constant(Severity.class, least, place + ": severity"),
          texts(node, "kinds", place).stream()
              .map(kind -> constant(RuleKind.class, kind, place + ": kinds"))
              .collect(Collectors.toSet()),
          Set.copyOf(texts(node, "campaigns", place)),
          Set.copyOf(texts(node, "rules", place)));
    }

    private static void known(JsonNode node, String place, Set<String> fields) {
      if (!node.isObject()) {
        throw new IllegalArgumentException(place + ": expected fields");
      }
      Set<String> unknown = new TreeSet<>();
      node.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(fields);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(place + ": no such field: " + unknown);
      }
    }

    private static @Nullable String text(JsonNode node, String field, String place) {
      JsonNode value = node.path(field);
      if (value.isMissingNode()) {
        return null;
      }
      if (!value.isTextual()) {
        throw new IllegalArgumentException(place + ": " + field + ": a text is expected");
      }
      return value.asText();
    }

    private static List<String> texts(JsonNode node, String field, String place) {
      JsonNode value = node.path(field);
      List<String> texts = new ArrayList<>();
      if (value.isMissingNode()) {
        return texts;
      }
      for (JsonNode text : value) {
        if (!text.isTextual()) {
          throw new IllegalArgumentException(place + ": " + field + ": texts are expected");
        }
        texts.add(text.asText());
      }
      if (!value.isArray() || texts.isEmpty()) {
        throw new IllegalArgumentException(place + ": " + field + ": a list is expected");
      }
      return texts;
    }

    private static boolean flag(JsonNode node, String field, String place) {
      JsonNode value = node.path(field);
      if (!value.isMissingNode() && !value.isBoolean()) {
        throw new IllegalArgumentException(place + ": " + field + ": true or false is expected");
      }
      return value.asBoolean();
    }

    private static <E extends Enum<E>> E constant(
        Class<E> type, @Nullable String name, String place) {
      for (E constant : type.getEnumConstants()) {
        if (constant.name().equals(name)) {
          return constant;
        }
      }
      throw new IllegalArgumentException(
          place + ": one of " + List.of(type.getEnumConstants()) + " is expected");
    }
  }
}
