package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.EvaluatedSeries;
import io.campaignpulse.alert.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Input of the lifecycle: a finding, a change of the number of running tests, or of the status of a
 * series.
 *
 * @param finding null where something else changes
 * @param tests by how much the number of running tests changes
 * @param series null where something else changes
 * @param tick epoch milliseconds
 */
public record FindingEvent(
    @Nullable Finding finding, int tests, @Nullable EvaluatedSeries series, long tick) {

  /** Returns the event of a finding. */
  public static FindingEvent of(Finding finding) {
    return new FindingEvent(finding, 0, null, finding.tick());
  }

  /** Returns the event of tests that began, or ended where the change is below 0. */
  public static FindingEvent tests(int change, long tick) {
    return new FindingEvent(null, change, null, tick);
  }

  /** Returns the event of a series whose status has changed. */
  public static FindingEvent status(EvaluatedSeries series, long tick) {
    return new FindingEvent(null, 0, series, tick);
  }
}
