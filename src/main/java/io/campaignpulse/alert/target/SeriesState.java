package io.campaignpulse.alert.target;

import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.series.CohortProjections;
import java.util.Map;

/**
 * What is remembered of a series between two ticks, beside its panes. A value.
 *
 * @param tick the last tick, epoch milliseconds
 * @param watches by rule id
 * @param silence whether its conversions have stopped
 * @param reports how late its cost is reported
 * @param cohorts its projections that are kept to be graded
 * @param told when its outlook was last told, epoch milliseconds
 */
public record SeriesState(
    long tick,
    Map<String, WatchState> watches,
    ConversionSilence silence,
    CostReports reports,
    CohortProjections cohorts,
    long told) {

  /** A series nothing is known of before a tick. */
  public static SeriesState begin(long tick) {
    return new SeriesState(
        tick, Map.of(), ConversionSilence.NONE, CostReports.NONE, CohortProjections.NONE, 0);
  }

  /** The same with its outlook told at a tick and its projections as they stand. */
  public SeriesState told(long at, CohortProjections projections) {
    return new SeriesState(tick, watches, silence, reports, projections, at);
  }
}
