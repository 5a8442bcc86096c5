package io.campaignpulse.plan;

/**
 * A step of a plan's past, an hour or longer.
 *
 * @param share planned share of the step, times the share of it in which there was something to
 *     sell; at least 0
 * @param amount what came in it, in wholes of the measure; negative if more came back
 * @param days its length in days of 24 hours, above 0
 */
public record ProgressStep(double share, double amount, double days) {}
