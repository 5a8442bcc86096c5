package io.campaignpulse.event;

/**
 * A minute has passed: time itself, as an input.
 *
 * @param minute the instant that has been reached, a whole minute in epoch milliseconds
 */
public record Tick(long minute) {}
