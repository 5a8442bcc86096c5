package io.campaignpulse.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan, given or derived.
 *
 * @param kind BUDGET, DAILY_BUDGET, CLEARANCE or TARGET
 * @param goal in the reporting currency, if it is of money
 * @param scope the fields that limit it, such as campaignId
 * @param items the articles of a clearance; none otherwise
 * @param problem null where it is sound
 */
record Plan(
    String id,
    @Nullable String parent,
    String kind,
    String measure,
    BigDecimal goal,
    Instant start,
    Instant end,
    @Nullable String curve,
    Map<String, String> scope,
    List<Line> items,
    @Nullable String problem) {

  boolean holds(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  /** Whether a limit is not set or set to this. */
  boolean isOpenTo(String limit, @Nullable String value) {
    return !scope.containsKey(limit) || scope.get(limit).equals(value);
  }

  Plan with(String found) {
    return new Plan(id, parent, kind, measure, goal, start, end, curve, scope, items, found);
  }
}
