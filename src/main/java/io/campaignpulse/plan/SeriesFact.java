package io.campaignpulse.plan;

import io.campaignpulse.event.SpendReport;
import io.campaignpulse.spend.CountedSpend;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a campaign and channel, or in a promotion: exactly one of booked
 * amounts, an hour's traffic and a spend report.
 *
 * @param series where it happened
 * @param dealerId the dealer of what was booked
 * @param time when it is booked, epoch milliseconds
 * @param booked by ordinal of {@link io.campaignpulse.event.AttributedMeasure}; adds up
 */
public record SeriesFact(
    PlanSeries series,
    @Nullable String dealerId,
    long time,
    long @Nullable [] booked,
    @Nullable HourTraffic traffic,
    @Nullable CountedSpend spend) {

  /** Amounts that were booked. */
  public static SeriesFact booked(
      PlanSeries series, @Nullable String dealerId, long time, long[] amounts) {
    return new SeriesFact(series, dealerId, time, amounts, null, null);
  }

  /** The traffic of an hour. */
  public static SeriesFact traffic(PlanSeries series, HourTraffic traffic) {
    return new SeriesFact(series, null, traffic.hour(), null, traffic, null);
  }

  /** What a campaign and channel cost. */
  public static SeriesFact spend(CountedSpend counted) {
    SpendReport report = counted.report();
    return new SeriesFact(
        PlanSeries.of(report.campaignId(), report.channel()),
        null,
        report.periodStart(),
        null,
        null,
        counted);
  }
}
