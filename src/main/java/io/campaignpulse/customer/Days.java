package io.campaignpulse.customer;

import io.campaignpulse.event.TimeGrid;

/** Days of 24 hours since the epoch: calendar days of UTC. */
public final class Days {

  private static final long MILLIS = 86_400_000;

  private Days() {}

  /** The day an instant (epoch milliseconds) lies in. */
  public static long of(long instant) {
    return Math.floorDiv(instant, MILLIS);
  }

  /** When a day begins, epoch milliseconds. */
  public static long start(long day) {
    return day * MILLIS;
  }

  /** The first midnight after an instant, both epoch milliseconds. */
  public static long endOf(long instant) {
    return new TimeGrid(MILLIS).after(instant);
  }

  /** Whole times 24 hours from one instant to another, rounded down. */
  public static long between(long from, long to) {
    return Math.floorDiv(to - from, MILLIS);
  }
}
