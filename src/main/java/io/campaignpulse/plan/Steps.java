package io.campaignpulse.plan;

import io.campaignpulse.event.TimeGrid;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Amounts of a plan by step of its period: what is told as a change is added to what is known. A
 * step is an hour, cut at the plan's start; what came before that in the month of a daily budget is
 * one step. Amounts are in billionths of a count or in micros.
 *
 * @param times where the steps begin, rising, epoch milliseconds
 * @param amounts of each step
 */
public record Steps(long[] times, long[] amounts) {
  private static final long HOUR = 3_600_000;

  /** Nothing. */
  public static final Steps NONE = new Steps(new long[0], new long[0]);

  /** The sums of a map by step. */
  static Steps of(SortedMap<Long, Long> sums) {
    long[] times = new long[sums.size()];
    long[] amounts = new long[sums.size()];
    int i = 0;
    for (Map.Entry<Long, Long> sum : sums.entrySet()) {
      times[i] = sum.getKey();
      amounts[i++] = sum.getValue();
    }
    return new Steps(times, amounts);
  }

  /** Adds an amount to the step of an instant the plan watches. */
  static void add(Plan plan, long time, long amount, Map<Long, Long> sums) {
    if (amount != 0) {
      sums.merge(start(plan, time), amount, Math::addExact);
    }
  }

  /** Where the step of an instant begins. */
  static long start(Plan plan, long time) {
    return time < plan.startTime()
        ? plan.monthStart()
        : Math.max(new TimeGrid(HOUR).floor(time), plan.startTime());
  }

  /** Where the step that begins at an instant ends. */
  static long end(Plan plan, long start) {
    return start < plan.startTime()
        ? plan.startTime()
        : Math.min(new TimeGrid(HOUR).after(start), plan.endTime());
  }

  /** The length of steps of which a plan's period has no more than some number: whole hours. */
  static long length(Plan plan, int most) {
    return ceil(plan.endTime() - plan.startTime(), most * HOUR) * HOUR;
  }

  /** The first instant after another at which both an hourly step and one of that length begin. */
  static long after(Plan plan, long time, long length) {
    long first = new TimeGrid(HOUR).floor(plan.startTime());
    return first + new TimeGrid(length).after(time - first);
  }

  /** The first instant from another on at which a step begins. */
  static long after(Plan plan, long time) {
    long step = start(plan, time);
    return step == time ? time : end(plan, step);
  }

  /** What leads from other steps to these. */
  Steps minus(Steps before) {
    SortedMap<Long, Long> difference = new TreeMap<>();
    for (int i = 0; i < times.length; i++) {
      difference.put(times[i], amounts[i]);
    }
    for (int i = 0; i < before.times.length; i++) {
      difference.merge(before.times[i], -before.amounts[i], Math::addExact);
    }
    difference.values().removeIf(amount -> amount == 0);
    return of(difference);
  }

  private static long ceil(long amount, long unit) {
    return -Math.floorDiv(-amount, unit);
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return times.length == 0;
  }
}
