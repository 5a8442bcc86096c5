package io.campaignpulse.plan;

/**
 * The last change of a running plan.
 *
 * @param at epoch milliseconds
 * @param goalBeforeMicros its goal until then, in millionths of the measure's unit
 */
public record PlanRevision(long at, long goalBeforeMicros) {}
