package io.campaignpulse.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where two sets of results differ, one line a field. Amounts must be equal to the last digit,
 * ratios to 12, and the estimate of reach within 3 %.
 */
public final class Differences {

  /** What tells a world by its ids first. */
  private static final List<String> FILES =
      List.of(
          "credits.jsonl",
          "rejected.jsonl",
          "campaign-metrics.jsonl",
          "business-metrics.jsonl",
          "plan-progress.jsonl",
          "ledger.json");

  private static final double RATIO = 1e-12;
  private static final double REACH = 0.03;

  private Differences() {}

  /** The differences, at most so many; none if the results are the same. */
  public static List<String> between(
      Map<String, Map<String, Map<String, String>>> expected,
      Map<String, Map<String, Map<String, String>>> actual,
      int atMost) {
    List<String> found = new ArrayList<>();
    for (String file : FILES) {
      Map<String, Map<String, String>> wanted = expected.getOrDefault(file, Map.of());
      Map<String, Map<String, String>> given = actual.getOrDefault(file, Map.of());
      for (String key : union(wanted, given)) {
        if (found.size() >= atMost) {
          return found;
        }
        row(file + " " + key, wanted.get(key), given.get(key), found);
      }
    }
    return found;
  }

  private static void row(
      String name,
      @Nullable Map<String, String> expected,
      @Nullable Map<String, String> actual,
      List<String> found) {
    if (expected == null || actual == null) {
      String whose = expected == null ? "replay" : "oracle";
      found.add(name + ": only in the " + whose + ": " + (expected == null ? actual : expected));
      return;
    }
    for (String field : union(expected, actual)) {
      String wanted = expected.getOrDefault(field, "absent");
      String given = actual.getOrDefault(field, "absent");
      if (!isSame(field.substring(field.lastIndexOf('/') + 1), wanted, given)) {
        found.add(name + " " + field + ": oracle " + wanted + ", replay " + given);
      }
    }
  }

  private static boolean isSame(String field, String expected, String actual) {
    if (expected.equals(actual)) {
      return true;
    }
    if (expected.equals("absent") || actual.equals("absent")) {
      return false;
    }
    if (ReplayedFiles.RATIOS.contains(field)) {
      return isClose(expected, actual, field.equals("frequency") ? REACH : RATIO);
    }
    return field.equals("reach") && isClose(expected, actual, REACH);
  }

  private static boolean isClose(String expected, String actual, double tolerance) {
    double wanted = Double.parseDouble(expected);
    return Math.abs(Double.parseDouble(actual) - wanted) <= tolerance * Math.abs(wanted);
  }

  private static Set<String> union(Map<String, ?> a, Map<String, ?> b) {
    Set<String> names = new TreeSet<>(new TreeMap<>(a).keySet());
    names.addAll(b.keySet());
    return names;
  }
}
