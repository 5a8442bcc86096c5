package io.campaignpulse.plan.operator;

/**
 * When, and by which dealer, amounts were booked.
 *
 * @param time epoch milliseconds
 * @param dealerId empty where no dealer is named
 */
public record BookedAt(long time, String dealerId) {}
