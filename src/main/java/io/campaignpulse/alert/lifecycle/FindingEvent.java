package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Input of the lifecycle: a finding, or a change of the number of running tests.
 *
 * @param finding null where only the number of tests changes
 * @param tests by how much the number of running tests changes
 * @param tick epoch milliseconds
 */
public record FindingEvent(@Nullable Finding finding, int tests, long tick) {

  /** Returns the event of a finding. */
  public static FindingEvent of(Finding finding) {
    return new FindingEvent(finding, 0, finding.tick());
  }

  /** Returns the event of tests that began, or ended where the change is below 0. */
  public static FindingEvent tests(int change, long tick) {
    return new FindingEvent(null, change, tick);
  }
}
