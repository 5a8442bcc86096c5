package io.campaignpulse.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What the live page shows at one moment: sections of keyed values. Two boards can be compared, so
 * a client that missed some moments gets one change that brings it to the present, however slow it
 * is.
 *
 * @param meta what the board is about (model, basis, clock …)
 * @param sections section name to key to value
 */
record Board(ObjectNode meta, Map<String, Map<String, JsonNode>> sections) {

  /** Everything, for a client that knows nothing. */
  ObjectNode snapshot() {
    ObjectNode message = Json.object();
    message.set("meta", meta);
    ObjectNode all = message.putObject("sections");
    sections.forEach((name, values) -> values.forEach(all.withObjectProperty(name)::set));
    return message;
  }

  /** What brings a client that has the earlier board to this one. */
  ObjectNode changesSince(Board earlier) {
    ObjectNode message = Json.object();
    message.set("meta", meta);
    ObjectNode set = message.putObject("set");
    ObjectNode removed = message.putObject("removed");
    sections.forEach(
        (name, values) -> {
          Map<String, JsonNode> before = earlier.sections.getOrDefault(name, Map.of());
          values.forEach(
              (key, value) -> {
                if (!value.equals(before.get(key))) {
                  set.withObjectProperty(name).set(key, value);
                }
              });
          before.keySet().stream()
              .filter(key -> !values.containsKey(key))
              .forEach(key -> removed.withArrayProperty(name).add(key));
        });
    return message;
  }

  /** Whether a message of changes says anything but the time. */
  static boolean saysSomething(ObjectNode changes) {
    return !changes.path("set").isEmpty() || !changes.path("removed").isEmpty();
  }
}
