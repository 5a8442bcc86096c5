package io.campaignpulse.plan;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one plan's course so far. Amounts are by step ({@link Steps}), in billionths of
 * a count or in micros.
 *
 * @param actual what was reached
 * @param provisional spend that is estimated because no report covers it yet
 * @param reportedUntil of each book with spend, until when it is reported, epoch milliseconds
 * @param stocks of each article of a clearance, how its stock stands
 */
public record PlanActuals(
    NavigableMap<Long, Long> actual,
    NavigableMap<Long, Long> provisional,
    Map<String, Long> reportedUntil,
    Map<String, StockFigures> stocks) {

  /** What was reached within the plan's period. */
  long reached(Plan plan) {
    return sum(actual.tailMap(plan.startTime(), true));
  }

  /** What was reached in steps that begin within [from, to). */
  long reached(long from, long to) {
    return from < to ? sum(actual.subMap(from, true, to, false)) : 0;
  }

  /** What is provisional within the plan's period. */
  long provisional(Plan plan) {
    return sum(provisional.tailMap(plan.startTime(), true));
  }

  /** What was reached, or is provisional, since the plan's month began. */
  long ofMonth() {
    return Math.addExact(sum(actual), sum(provisional));
  }

  /** Until when all books are reported; null where no book is. */
  @Nullable Long reportedByAll() {
    return reportedUntil.values().stream().min(Long::compare).orElse(null);
  }

  /** Until when some book is reported; null where no book is. */
  @Nullable Long reportedBySome() {
    return reportedUntil.values().stream().max(Long::compare).orElse(null);
  }

  private static long sum(Map<Long, Long> amounts) {
    long sum = 0;
    for (Long amount : amounts.values()) {
      sum = Math.addExact(sum, Objects.requireNonNull(amount));
    }
    return sum;
  }
}
