package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * Series of a group alert.
 *
 * @param alertId its own alert, which is paused meanwhile; null where it has none
 */
public record AlertMember(String campaignId, String channel, @Nullable String alertId) {

  /** Returns whether it is the same series, whatever its alert. */
  public boolean isSeries(AlertMember other) {
    return campaignId.equals(other.campaignId) && channel.equals(other.channel);
  }
}
