package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * A plan at one instant of its period: cumulative amounts in millionths of the measure's unit.
 *
 * @param time epoch milliseconds
 * @param plannedMicros what was to be reached by then
 * @param actualMicros what was reached by then; null for the future
 * @param projectedMicros what is expected by then; null for the past
 * @param lowMicros lower end of its 80 % interval; null for the past
 * @param highMicros upper end of its 80 % interval; null for the past
 * @param plannedInStockMicros of a clearance, the part of what was planned by then that was planned
 *     for time in stock; null for the future and for other plans
 */
public record CoursePoint(
    long time,
    long plannedMicros,
    @Nullable Long actualMicros,
    @Nullable Long projectedMicros,
    @Nullable Long lowMicros,
    @Nullable Long highMicros,
    @Nullable Long plannedInStockMicros) {}
