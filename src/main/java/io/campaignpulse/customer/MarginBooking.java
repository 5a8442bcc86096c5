package io.campaignpulse.customer;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;

/**
 * A signed change of the margin of an order: netRevenue − cogs.
 *
 * @param time when it is booked, epoch milliseconds
 * @param marginMicros micros of the reporting currency, known costs only
 * @param unitsWithoutCost billionths of units whose cost nobody told
 */
public record MarginBooking(long time, long marginMicros, long unitsWithoutCost) {

  static MarginBooking of(Booking booking) {
    long[] amounts = booking.amounts();
    return new MarginBooking(
        booking.time(),
        Math.subtractExact(
            amounts[AttributedMeasure.NET_REVENUE.ordinal()],
            amounts[AttributedMeasure.COGS.ordinal()]),
        amounts[AttributedMeasure.UNITS_WITHOUT_COST.ordinal()]);
  }

  MarginBooking plus(MarginBooking other) {
    return new MarginBooking(
        time,
        Math.addExact(marginMicros, other.marginMicros),
        Math.addExact(unitsWithoutCost, other.unitsWithoutCost));
  }

  boolean isNothing() {
    return marginMicros == 0 && unitsWithoutCost == 0;
  }
}
