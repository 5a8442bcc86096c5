package io.campaignpulse.alert.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.AlertRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Change that a written rule would make to the current one.
 *
 * @param current the current rule of the same id; null if there is none
 */
public record RuleChange(AlertRule written, @Nullable AlertRule current) {

  /** Kind of the change. */
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
    if (current == null) {
      return Kind.NEW;
    }
    return RuleDocument.same(written, current) ? Kind.UNCHANGED : Kind.CHANGED;
  }

  /** Returns the fields that differ, each with both values; empty unless changed. */
  public List<String> differences() {
    if (current == null) {
      return List.of();
    }
    ObjectNode before = RuleDocument.of(current);
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
