package io.campaignpulse.event;

/**
 * A touch as a conversion sees it.
 *
 * @param time epoch milliseconds
 * @param weights share under each model, by ordinal of {@link AttributionModel}, in billionths
 */
public record JourneyTouch(
    String eventId,
    long time,
    InteractionType type,
    String campaignId,
    String channel,
    TouchStanding standing,
    long[] weights) {}
