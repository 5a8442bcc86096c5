package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * A stock count or a receipt of one article at one location; exactly one of the two is present.
 *
 * @param onHandMicros units counted, in millionths
 * @param receivedMicros units received, in millionths
 */
public record InventoryEvent(
    String eventId,
    long eventTime,
    String sku,
    @Nullable String location,
    @Nullable Long onHandMicros,
    @Nullable Long receivedMicros,
    Origin origin)
    implements Event {}
