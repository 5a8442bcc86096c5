package io.campaignpulse.alert.target;

import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.series.CohortProjections;
import java.util.Map;

/**
 * State of a series between two ticks, beside its panes. A value but for the logs of its watches.
 *
 * @param tick the last tick, epoch milliseconds
 * @param begun the tick before its first, epoch milliseconds
 * @param watches by rule id
 * @param silences by conversion type: whether its conversions have stopped
 * @param reports how late its cost is reported
 * @param cohorts its projections that are kept to be graded
 * @param published when its outlook was last published, epoch milliseconds
 */
public record SeriesState(
    long tick,
    long begun,
    Map<String, WatchState> watches,
    Map<String, ConversionSilence> silences,
    CostReports reports,
    CohortProjections cohorts,
    long published) {

  /** A series nothing is known of before a tick. */
  public static SeriesState begin(long tick) {
    return new SeriesState(
        tick, tick, Map.of(), Map.of(), CostReports.NONE, CohortProjections.NONE, 0);
  }

  /** The same with its outlook published at a tick and its projections as they stand. */
  public SeriesState published(long at, CohortProjections projections) {
    return new SeriesState(tick, begun, watches, silences, reports, projections, at);
  }
}
