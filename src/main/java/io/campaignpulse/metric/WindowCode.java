package io.campaignpulse.metric;

import io.campaignpulse.event.WindowSize;

/**
 * A window as one number, for keys of state: {@code 4 × start + size}. Unlike the hash code of an
 * enum it is the same in every process.
 */
public final class WindowCode {

  private static final WindowSize[] SIZES = WindowSize.values();

  private WindowCode() {}

  /** The number of the window of that size and start (epoch milliseconds). */
  public static long of(WindowSize size, long start) {
    return start << 2 | size.ordinal();
  }

  /** The size of the window. */
  public static WindowSize size(long code) {
    return SIZES[(int) (code & 3)];
  }

  /** The start of the window, epoch milliseconds. */
  public static long start(long code) {
    return code >> 2;
  }
}
