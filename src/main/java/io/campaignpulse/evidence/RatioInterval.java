package io.campaignpulse.evidence;

/**
 * An interval of what is seen to what is expected.
 *
 * @param low at least 0
 * @param high at least low; infinite where nothing is expected yet
 */
public record RatioInterval(double low, double high) {}
