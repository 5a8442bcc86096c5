package io.campaignpulse.spend;

import io.campaignpulse.event.SpendReport;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a spend report, so that a restatement can be told from a new one.
 *
 * @param reportedAt when its period was first reported, epoch milliseconds
 * @param periodStart epoch milliseconds
 * @param periodEnd epoch milliseconds, exclusive
 * @param learnedFrom see {@link ReportedCost}
 * @param costMicros micros of the reporting currency
 * @param stretches where it counts: start and end of each stretch in turn, epoch milliseconds
 */
public record KnownReport(
    long reportedAt,
    long periodStart,
    long periodEnd,
    long learnedFrom,
    long costMicros,
    long revision,
    long[] stretches) {

  /**
   * What is remembered once a report has come: that with the highest revision.
   *
   * @param known of the same key; null if there is none
   * @param oldestClicks from where on clicks are remembered, epoch milliseconds
   */
  public static KnownReport after(
      @Nullable KnownReport known, CountedSpend counted, long oldestClicks) {
    SpendReport report = counted.report();
    if (known == null) {
      return new KnownReport(
          report.eventTime(),
          report.periodStart(),
          report.periodEnd(),
          Math.max(report.periodStart(), oldestClicks),
          report.costMicros(),
          report.revision(),
          counted.stretches());
    }
    boolean replaces = report.revision() >= known.revision;
    return new KnownReport(
        Math.min(known.reportedAt, report.eventTime()),
        known.periodStart,
        known.periodEnd,
        known.learnedFrom,
        replaces ? report.costMicros() : known.costMicros,
        replaces ? report.revision() : known.revision,
        replaces ? counted.stretches() : known.stretches);
  }

  /** Whether the same cost counts in the same time. */
  public boolean countsAs(KnownReport other) {
    return revision == other.revision && Arrays.equals(stretches, other.stretches);
  }

  /** Whether it covers its period; an adjustment covers nothing. */
  public boolean covers() {
    return costMicros >= 0;
  }

  /** What it changes; null = it replaces nothing. */
  public ReportedCost changeFrom(@Nullable KnownReport known) {
    return new ReportedCost(
        reportedAt,
        periodStart,
        periodEnd,
        learnedFrom,
        known == null ? 0 : known.costMicros,
        known == null ? stretches : known.stretches,
        costMicros,
        stretches);
  }
}
