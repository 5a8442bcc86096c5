package io.campaignpulse.event;

/**
 * The instants at whole multiples of a step since the epoch.
 *
 * @param step milliseconds, above 0
 */
public record TimeGrid(long step) {

  /** The last of them at or before an instant, epoch milliseconds. */
  public long floor(long instant) {
    return instant - Math.floorMod(instant, step);
  }

  /** The first of them after an instant, epoch milliseconds. */
  public long after(long instant) {
    return floor(instant) + step;
  }
}
