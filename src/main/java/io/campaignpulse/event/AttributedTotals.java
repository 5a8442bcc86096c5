package io.campaignpulse.event;

/**
 * What was credited under one model and time basis.
 *
 * @param amounts by ordinal of {@link AttributedMeasure}, in its unit
 */
public record AttributedTotals(AttributionModel model, TimeBasis basis, long[] amounts) {}
