package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * What people have done about an alert, as it stands: an alert is one episode, so what was done
 * lasts as long as the episode does. Fields of what nobody has done, or has taken back, are null.
 *
 * @param acknowledgedBy who has said to take care of it
 * @param acknowledgedAt when, epoch milliseconds
 * @param snoozedBy who has put it off
 * @param snoozedAt when, epoch milliseconds
 * @param snoozedUntil until when nobody wants to hear of it, epoch milliseconds
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

  /** An alert that nobody has done anything about. */
  public static AlertAction none(String alertId) {
    return new AlertAction(alertId, null, null, null, null, null, null, 0);
  }

  /** Whether somebody takes care of it. */
  public boolean acknowledged() {
    return acknowledgedAt != null;
  }

  /** Whether nobody wants to hear of it at an instant, epoch milliseconds. */
  public boolean snoozed(long now) {
    return snoozedUntil != null && now < snoozedUntil;
  }
}
