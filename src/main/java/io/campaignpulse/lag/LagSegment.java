package io.campaignpulse.lag;

/**
 * Conversions whose lags are alike.
 *
 * @param channel name of the channel of their clicks
 * @param type name of their conversion type
 */
public record LagSegment(String channel, String type) {}
