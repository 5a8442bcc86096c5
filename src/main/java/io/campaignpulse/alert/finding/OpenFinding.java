package io.campaignpulse.alert.finding;

import org.jspecify.annotations.Nullable;

/**
 * A finding that holds, kept so that it can be told when it no longer does.
 *
 * @param last what was last found
 * @param calmSince since which tick its evidence has been gone, though not for long enough; null
 *     while it is there
 */
public record OpenFinding(Finding last, @Nullable Long calmSince) {

  /** What is told when nothing asks for it any more: its rule was changed or switched off. */
  public Finding dropped(long tick) {
    return last.lifted(tick, false, null);
  }
}
