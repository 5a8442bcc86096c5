package io.campaignpulse.spend;

/**
 * Valid clicks of a campaign and channel within one minute, as they happened.
 *
 * @param minute start of the minute, epoch milliseconds
 */
public record LiveClicks(String campaignId, String channel, long minute, long clicks) {}
