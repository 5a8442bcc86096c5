package io.campaignpulse.journey;

import io.campaignpulse.event.Emission;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * When shares are published and how large a chain may be.
 *
 * @param emission live at most once an hour of event time, in a replay once at the end
 * @param asOf the instant a replay's shares hold for, epoch milliseconds: later null paths are
 *     still open; null live
 * @param maxNodes above so many campaigns and channels that lead to conversions there are no MARKOV
 *     shares
 */
public record JourneyOptions(Emission emission, @Nullable Long asOf, int maxNodes)
    implements Serializable {

  /** As many as make the inverse a matter of seconds. */
  public static final int MAX_NODES = 1000;
}
