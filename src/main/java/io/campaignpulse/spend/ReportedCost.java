package io.campaignpulse.spend;

import java.util.Arrays;

/**
 * What a report changes in the cost of its period: the cost it says less the cost the report it
 * replaces said, each spread evenly and counted where the report counts.
 *
 * @param reportedAt epoch milliseconds
 * @param periodStart epoch milliseconds
 * @param periodEnd epoch milliseconds, exclusive
 * @param learnedFrom clicks before it are forgotten, so nothing is learned of their cost; epoch
 *     milliseconds
 * @param before micros of the reporting currency; 0 if it replaces none
 * @param countedBefore start and end of each stretch in turn in which that counted
 * @param after micros of the reporting currency
 * @param countedAfter start and end of each stretch in turn in which that counts
 */
public record ReportedCost(
    long reportedAt,
    long periodStart,
    long periodEnd,
    long learnedFrom,
    long before,
    long[] countedBefore,
    long after,
    long[] countedAfter) {

  /** A change of cost that counts over its whole period. */
  public static ReportedCost whole(
      long reportedAt,
      long periodStart,
      long periodEnd,
      long learnedFrom,
      long before,
      long after) {
    long[] period = {periodStart, periodEnd};
    return new ReportedCost(
        reportedAt, periodStart, periodEnd, learnedFrom, before, period, after, period);
  }

  /** Whether it covers its period; an adjustment covers nothing. */
  boolean covers() {
    return after >= 0;
  }

  boolean countsWhere(ReportedCost other) {
    return periodStart == other.periodStart
        && periodEnd == other.periodEnd
        && Arrays.equals(countedBefore, other.countedBefore)
        && Arrays.equals(countedAfter, other.countedAfter)
        && covers() == other.covers();
  }

  /** This and another report that counts in the same time, as if they had come together. */
  ReportedCost and(ReportedCost other) {
    return new ReportedCost(
        Math.min(reportedAt, other.reportedAt),
        periodStart,
        periodEnd,
        Math.max(learnedFrom, other.learnedFrom),
        Math.addExact(before, other.before),
        countedBefore,
        Math.addExact(after, other.after),
        countedAfter);
  }

  /** The change inside some stretches, micros; start and end of each in turn. */
  long inside(long[] stretches) {
    long sum = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      sum = Math.addExact(sum, inside(stretches[i], stretches[i + 1]));
    }
    return sum;
  }

  /** The change inside [from, to), micros. */
  long inside(long from, long to) {
    return counted(after, countedAfter, from, to) - counted(before, countedBefore, from, to);
  }

  private long counted(long amount, long[] stretches, long from, long to) {
    Spreading spreading = new Spreading(amount, periodStart, periodEnd);
    long sum = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      sum += spreading.share(Math.max(from, stretches[i]), Math.min(to, stretches[i + 1]));
    }
    return sum;
  }
}
