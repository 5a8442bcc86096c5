package io.campaignpulse.event;

/**
 * A signed change of attributed measures, booked at an instant.
 *
 * @param time when it is booked on the CONVERSION_TIME basis, epoch milliseconds
 * @param amounts by ordinal of {@link AttributedMeasure}, in its unit
 */
public record Booking(long time, long[] amounts) {}
