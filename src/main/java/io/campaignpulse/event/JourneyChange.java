package io.campaignpulse.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * So many paths more, or fewer, of one kind. Added up they are all that is known of journeys.
 *
 * @param conversionType the conversions among which the paths count; null for paths of people
 *     without a conversion, which count among those of every type
 * @param nodes the stations in their order, repeats included; none for a conversion without a touch
 * @param converted whether the path ended in a conversion; else in nothing (a null path)
 * @param endedAt when it ended, epoch milliseconds: the instant up to which touches earn credit for
 *     the conversion, or the latest look-back of its touches
 * @param count how many; negative where they are taken back
 */
public record JourneyChange(
    @Nullable ConversionType conversionType,
    List<JourneyNode> nodes,
    boolean converted,
    long endedAt,
    long count) {}
