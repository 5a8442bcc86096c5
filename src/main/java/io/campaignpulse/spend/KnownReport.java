package io.campaignpulse.spend;

import io.campaignpulse.event.SpendReport;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a spend report, so that a restatement can be told from a new one.
 *
 * @param reportedAt when its period was first reported, epoch milliseconds
 * @param periodStart epoch milliseconds
 * @param periodEnd epoch milliseconds, exclusive
 * @param learnedFrom see {@link ReportedCost}
 * @param costMicros micros of the reporting currency
 */
public record KnownReport(
    long reportedAt,
    long periodStart,
    long periodEnd,
    long learnedFrom,
    long costMicros,
    long revision) {

  /**
   * What is remembered once a report has come: that with the highest revision.
   *
   * @param known of the same key; null if there is none
   * @param oldestClicks from where on clicks are remembered, epoch milliseconds
   */
  public static KnownReport after(
      @Nullable KnownReport known, SpendReport report, long oldestClicks) {
    if (known == null) {
      return new KnownReport(
          report.eventTime(),
          report.periodStart(),
          report.periodEnd(),
          Math.max(report.periodStart(), oldestClicks),
          report.costMicros(),
          report.revision());
    }
    boolean replaces = report.revision() > known.revision;
    return new KnownReport(
        Math.min(known.reportedAt, report.eventTime()),
        known.periodStart,
        known.periodEnd,
        known.learnedFrom,
        replaces ? report.costMicros() : known.costMicros,
        replaces ? report.revision() : known.revision);
  }

  /** What it changes; null = it replaces nothing. */
  public ReportedCost changeFrom(@Nullable KnownReport known) {
    return new ReportedCost(
        reportedAt,
        periodStart,
        periodEnd,
        learnedFrom,
        known == null ? 0 : known.costMicros,
        costMicros);
  }
}
