package io.campaignpulse.alert.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.AlertRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a written rule would change of what stands.
 *
 * @param standing the rule of the same id that stands; null if there is none
 */
public record RuleChange(AlertRule written, @Nullable AlertRule standing) {

  /** How a written rule differs from what stands. */
  public enum Kind {
    /** There is none of its id. */
    NEW,
    /** It says something else. */
    CHANGED,
    /** It says the same, whoever wrote it when. */
    UNCHANGED
  }

  /** Whether it is new, changed or the same. */
  public Kind kind() {
    if (standing == null) {
      return Kind.NEW;
    }
    return RuleDocument.same(written, standing) ? Kind.UNCHANGED : Kind.CHANGED;
  }

  /** The fields that differ, each with what stands and what is written; empty unless changed. */
  public List<String> differences() {
    if (standing == null) {
      return List.of();
    }
    ObjectNode before = RuleDocument.of(standing);
    ObjectNode after = RuleDocument.of(written);
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = before.has(name) ? before.get(name).toString() : "unsaid";
      String is = after.has(name) ? after.get(name).toString() : "unsaid";
      if (!was.equals(is)) {
        differences.add(name + ": " + was + " -> " + is);
      }
    }
    return differences;
  }
}
