package io.campaignpulse.attribution;

import io.campaignpulse.event.PricedLine;
import org.jspecify.annotations.Nullable;

/**
 * A signed change of one line of an order: what was bought when it was placed, then what came back
 * or was changed. Those of all lines sum to the bookings of the order.
 *
 * @param line the line as it was bought
 * @param time when it is booked, epoch milliseconds
 * @param unitsMicros units in millionths
 * @param grossMicros quantity times price in micros; 0 when something comes back
 * @param discountMicros likewise
 * @param netMicros net revenue in micros: gross less discount, or the refund with its sign
 * @param cogsMicros cost of goods in micros; null is unknown
 */
public record LineBooking(
    PricedLine line,
    long time,
    long unitsMicros,
    long grossMicros,
    long discountMicros,
    long netMicros,
    @Nullable Long cogsMicros) {}
