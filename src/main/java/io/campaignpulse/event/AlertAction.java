package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * Current actions of people on an alert: an alert is one episode, so what was done lasts as long as
 * the episode does. Fields of what was not done, or was taken back, are null.
 *
 * @param acknowledgedBy who acknowledged it
 * @param acknowledgedAt when, epoch milliseconds
 * @param snoozedBy who snoozed it
 * @param snoozedAt when, epoch milliseconds
 * @param snoozedUntil until when it is snoozed, epoch milliseconds
 * @param note what was written down with the last of these
 * @param revision a higher one replaces a lower one of the same alert
 */
public record AlertAction(
    String alertId,
    @Nullable String acknowledgedBy,
    @Nullable Long acknowledgedAt,
    @Nullable String snoozedBy,
    @Nullable Long snoozedAt,
    @Nullable Long snoozedUntil,
    @Nullable String note,
    long revision) {

  /** Returns the state of an alert without actions. */
  public static AlertAction none(String alertId) {
    return new AlertAction(alertId, null, null, null, null, null, null, 0);
  }

  /** Returns whether it is acknowledged. */
  public boolean acknowledged() {
    return acknowledgedAt != null;
  }

  /** Returns whether it is snoozed at an instant, epoch milliseconds. */
  public boolean snoozed(long now) {
    return snoozedUntil != null && now < snoozedUntil;
  }
}
