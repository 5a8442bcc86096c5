package io.campaignpulse.spend;

/**
 * What a report changes in the cost of its period: the cost it says less the cost the report it
 * replaces said, each spread evenly.
 *
 * @param reportedAt epoch milliseconds
 * @param periodStart epoch milliseconds
 * @param periodEnd epoch milliseconds, exclusive
 * @param learnedFrom clicks before it are forgotten, so nothing is learned of their cost; epoch
 *     milliseconds
 * @param before micros of the reporting currency; 0 if it replaces none
 * @param after micros of the reporting currency
 */
public record ReportedCost(
    long reportedAt, long periodStart, long periodEnd, long learnedFrom, long before, long after) {

  boolean isOfSamePeriod(ReportedCost other) {
    return periodStart == other.periodStart && periodEnd == other.periodEnd;
  }

  /** This and another report of the same period, as if they had come together. */
  ReportedCost and(ReportedCost other) {
    return new ReportedCost(
        Math.min(reportedAt, other.reportedAt),
        periodStart,
        periodEnd,
        Math.max(learnedFrom, other.learnedFrom),
        Math.addExact(before, other.before),
        Math.addExact(after, other.after));
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
    return new Spreading(after, periodStart, periodEnd).share(from, to)
        - new Spreading(before, periodStart, periodEnd).share(from, to);
  }
}
