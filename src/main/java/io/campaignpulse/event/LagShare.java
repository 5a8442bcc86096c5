package io.campaignpulse.event;

/**
 * Share of a click's conversions that have arrived by an age.
 *
 * @param age time since the click, milliseconds above 0
 * @param share above 0 and at most 1
 */
public record LagShare(long age, double share) implements java.io.Serializable {}
