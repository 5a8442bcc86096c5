package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a plan is heading.
 *
 * @param totalMicros expected actual at the end, in millionths of the measure's unit
 * @param lowMicros lower end of its 80 % interval
 * @param highMicros upper end of its 80 % interval
 * @param probabilityOfGoal P(total ≥ goal); of a budget P(total ≤ goal); in [0, 1]; null without a
 *     goal
 */
public record PlanProjection(
    long totalMicros, long lowMicros, long highMicros, @Nullable Double probabilityOfGoal) {}
