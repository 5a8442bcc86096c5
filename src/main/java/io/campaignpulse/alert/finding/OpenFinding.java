package io.campaignpulse.alert.finding;

import io.campaignpulse.event.AlertReason;
import org.jspecify.annotations.Nullable;

/**
 * A finding that holds, kept so that its end can be emitted.
 *
 * @param last the finding as last emitted
 * @param calmSince since which tick its evidence has been gone, though not for long enough; null
 *     while it is there
 */
public record OpenFinding(Finding last, @Nullable Long calmSince) {

  /** Returns the end of a finding whose rule was changed, switched off or is about others now. */
  public Finding dropped(long tick) {
    return last.lifted(tick, true, AlertReason.RULE_CHANGED);
  }
}
