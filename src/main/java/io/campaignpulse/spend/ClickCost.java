package io.campaignpulse.spend;

/**
 * What a click of a campaign and channel is expected to cost until a report says.
 *
 * @param cpcMicros micros of the reporting currency
 */
public record ClickCost(String campaignId, String channel, long cpcMicros) {}
