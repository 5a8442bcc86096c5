package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * An impression, click or visit as its source reported it. At least one of visitorId and customerId
 * is present. Empty strings are absent.
 *
 * @param viewable false where the source says the impression could not be seen; true if unsaid
 */
public record Interaction(
    String eventId,
    long eventTime,
    InteractionType type,
    @Nullable String visitorId,
    @Nullable String customerId,
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String pageUrl,
    @Nullable String referrer,
    @Nullable String source,
    @Nullable String medium,
    @Nullable String campaignName,
    @Nullable String adGroupId,
    @Nullable String creativeId,
    @Nullable String promotionId,
    @Nullable String region,
    @Nullable String device,
    @Nullable String userAgent,
    boolean viewable,
    Origin origin)
    implements Event {}
