package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What reaches the desk: a finding, or that more or fewer targets are tested than before.
 *
 * @param finding null where only the number of tests changes
 * @param tests by how much the number of running tests changes
 * @param tick when, epoch milliseconds
 */
public record DeskNews(@Nullable Finding finding, int tests, long tick) {

  /** A finding. */
  public static DeskNews of(Finding finding) {
    return new DeskNews(finding, 0, finding.tick());
  }

  /** Tests that began (or ended, below 0) at a tick. */
  public static DeskNews tests(int change, long tick) {
    return new DeskNews(null, change, tick);
  }
}
