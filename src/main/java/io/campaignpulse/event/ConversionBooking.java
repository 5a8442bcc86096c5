package io.campaignpulse.event;

import java.util.List;

/**
 * What an event changed in the bookings of a conversion, before anybody gets credit for it: a line
 * of the ledger that credit has to tie out with. New customers aren't known here and are 0.
 *
 * @param conversionId orderId, or leadId and stage
 * @param bookings signed changes, one for each instant; readers add them exactly once
 */
public record ConversionBooking(
    String conversionId, ConversionType conversionType, List<Booking> bookings) {}
