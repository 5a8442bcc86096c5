package io.campaignpulse.event;

/** A campaign and channel as a station of a person's journey. */
public record JourneyNode(String campaignId, String channel) {}
