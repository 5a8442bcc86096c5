package io.campaignpulse.metric;

import io.campaignpulse.event.AttributedTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signed change of the measures of a campaign and channel within one minute: interactions
 * combined before the shuffle, or the bookings of a credit.
 *
 * @param minute start of the minute, epoch milliseconds
 * @param liveClicks valid clicks, also where reports are the source of the measure clicks
 * @param base by ordinal of {@link io.campaignpulse.event.BaseMeasure}; empty where none changes
 * @param reach sketch of the people with an impression, see {@link ReachSketch#toBytes()}; null
 *     where there is none
 * @param attributed only the entries that change
 */
public record MeasureChange(
    String campaignId,
    String channel,
    long minute,
    long liveClicks,
    long[] base,
    byte @Nullable [] reach,
    List<AttributedTotals> attributed) {}
