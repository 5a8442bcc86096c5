package io.campaignpulse.journey;

import io.campaignpulse.event.JourneyNode;

/**
 * A touch as a station of a journey.
 *
 * @param time epoch milliseconds
 * @param openUntil the last instant at which a conversion may follow from it: its time and
 *     look-back
 */
public record JourneyTouch(long time, long openUntil, JourneyNode node) {}
