package io.campaignpulse.notifier;

import org.jspecify.annotations.Nullable;

/** What people have said about alerts, as it stands. */
public interface AlertStandings {

  /** Whether somebody has said to take care of it: then nobody is reminded. */
  boolean acknowledged(String alertId);

  /** Until when nobody wants to hear of it, epoch milliseconds; null if nobody said so. */
  @Nullable Long snoozedUntil(String alertId);

  /** Whether nobody wants to hear of it at an instant, epoch milliseconds. */
  default boolean snoozed(String alertId, long now) {
    Long until = snoozedUntil(alertId);
    return until != null && now < until;
  }
}
