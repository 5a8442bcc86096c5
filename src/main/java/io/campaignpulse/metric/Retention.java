package io.campaignpulse.metric;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.WindowSize;

/**
 * How long windows are kept after their end (contract.md, {@code windows.retention}): a window is
 * forgotten when event time reaches its end plus the retention of its size. LIFE, and everything in
 * a replay, is kept for ever. Instants are epoch milliseconds.
 */
public final class Retention {

  /** Later than anything. */
  public static final long NEVER = Long.MAX_VALUE;

  private final long[] millis = new long[WindowSize.values().length];
  private long longest;

  /** The retention those options ask for. */
  public Retention(MetricOptions options) {
    for (WindowSize size : WindowSize.values()) {
      boolean forEver = size == WindowSize.LIFE || options.emission() == Emission.AT_END;
      millis[size.ordinal()] =
          forEver ? NEVER : options.retentionMillis().getOrDefault(size, NEVER);
      if (size != WindowSize.LIFE) {
        longest = Math.max(longest, millis[size.ordinal()]);
      }
    }
  }

  /** When a window of that size and end is forgotten. */
  public long forgottenAt(WindowSize size, long end) {
    return after(end, millis[size.ordinal()]);
  }

  /** The end before or at which windows of that size are forgotten by {@code time}. */
  public long forgottenUpTo(WindowSize size, long time) {
    long kept = millis[size.ordinal()];
    return kept == NEVER || time < 0 ? Long.MIN_VALUE : time - kept;
  }

  /** When nothing but LIFE remembers a period with that end. */
  public long forgottenEverywhereAt(long end) {
    return after(end, longest);
  }

  private static long after(long end, long kept) {
    return kept == NEVER || end > NEVER - kept ? NEVER : end + kept;
  }
}
