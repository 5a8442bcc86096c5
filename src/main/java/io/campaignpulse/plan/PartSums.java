package io.campaignpulse.plan;

import io.campaignpulse.event.PlanMeasure;
import io.campaignpulse.spend.CountedSpend;
import io.campaignpulse.spend.SpendChange;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What facts of a series mean to one plan that covers it, added up: one fact as it comes, or all
 * there are.
 */
public final class PartSums {
  private final Plan plan;
  private final String book;
  private final boolean ofSpend;
  private final SortedMap<Long, Long> actual = new TreeMap<>();
  private final SortedMap<Long, Long> provisional = new TreeMap<>();
  private @Nullable Long reportedUntil;

  /** Nothing yet, of a book for a plan that covers it. */
  public PartSums(Plan plan, String book) {
    this.plan = plan;
    this.book = book;
    ofSpend = plan.measure() == PlanMeasure.SPEND && plan.scope().dealerId() == null;
  }

  /** Whether booked amounts count for the plan. */
  public boolean countsBooked() {
    return Measures.isCredited(plan.measure());
  }

  /** Whether reports of spend count for the plan. */
  public boolean countsSpend() {
    return ofSpend;
  }

  /**
   * Adds booked amounts.
   *
   * @param dealerId the dealer of what was booked
   * @param amounts by ordinal of {@link io.campaignpulse.event.AttributedMeasure}
   */
  public void book(@Nullable String dealerId, long time, long[] amounts) {
    if (plan.holds(time) && countsBooked() && plan.scope().holdsDealer(dealerId)) {
      Steps.add(plan, time, Measures.of(plan.measure(), amounts), actual);
    }
  }

  /** Adds what a report, in place of the one before, changes of the spend. */
  public void report(@Nullable CountedSpend before, CountedSpend after) {
    if (!countsSpend()) {
      return;
    }
    SpendChange change = new SpendChange(before, after);
    long until = Math.min(after.report().periodEnd(), plan.endTime());
    long end;
    for (long at = Math.max(after.report().periodStart(), plan.monthStart());
        at < until;
        at = end) {
      end = Math.min(Steps.end(plan, Steps.start(plan, at)), until);
      Steps.add(plan, at, change.costMicros(at, end), actual);
    }
  }

  /**
   * Adds what an hour's row, in place of the one before, changes of traffic and provisional spend.
   */
  public void traffic(HourTraffic before, HourTraffic after) {
    long hour = after.hour();
    if (plan.holds(hour) && plan.scope().dealerId() == null) {
      long change = after.of(plan.measure()) - before.of(plan.measure());
      Steps.add(plan, hour, Measures.ofCount(change), actual);
    }
    if (ofSpend && plan.watches(hour)) {
      Steps.add(
          plan,
          hour,
          after.provisionalSpendMicros() - before.provisionalSpendMicros(),
          provisional);
    }
    if (ofSpend && after.reportedUntil() != null) {
      reportedUntil =
          reportedUntil == null
              ? after.reportedUntil()
              : (Long) Math.max(reportedUntil, after.reportedUntil());
    }
  }

  /** What the plan has to know; empty if that is nothing. */
  public Optional<PlanPart> part() {
    return actual.isEmpty() && provisional.isEmpty() && reportedUntil == null
        ? Optional.empty()
        : Optional.of(
            new PlanPart(
                plan.planId(),
                plan.version(),
                null,
                book,
                Steps.of(actual),
                Steps.of(provisional),
                reportedUntil,
                null));
  }
}
