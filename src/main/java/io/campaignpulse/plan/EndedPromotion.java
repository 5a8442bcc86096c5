package io.campaignpulse.plan;

/**
 * How a promotion sold on its first day and later.
 *
 * @param endTime when it ended, epoch milliseconds
 * @param firstUnits units of its first 24 hours, net, at least 0
 * @param firstHours hours of them in which there was stock
 * @param laterUnits units after that, net, at least 0
 * @param laterHours hours after that in which there was stock
 */
public record EndedPromotion(
    long endTime, double firstUnits, double firstHours, double laterUnits, double laterHours) {

  /** How long the first part is: a day. */
  static final long FIRST_MILLIS = 86_400_000;

  /** Whether both parts were long enough to compare: 12 hours in stock each. */
  boolean isTelling() {
    return firstHours >= 12 && laterHours >= 12 && firstUnits + laterUnits > 0;
  }
}
