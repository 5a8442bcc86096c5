package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * A deduplicated interaction with its canonical channel, its campaign and its verdict on invalid
 * traffic.
 *
 * @param campaignId the campaign; {@code (none)} where nothing names one
 * @param campaignDeclared true if the event itself gave the id; false if it was read from UTM
 *     parameters or a campaign name and may still be matched with the catalogue
 * @param channel canonical channel code
 * @param invalidTraffic true if a known crawler caused it: counted beside, never a touch
 * @param ignoredReferrer true if it came from an own site or a payment page and nothing else
 *     explains it: counted, never a touch
 */
public record ClassifiedInteraction(
    String eventId,
    long eventTime,
    InteractionType type,
    @Nullable String visitorId,
    @Nullable String customerId,
    String campaignId,
    boolean campaignDeclared,
    String channel,
    boolean viewable,
    boolean invalidTraffic,
    boolean ignoredReferrer,
    Origin origin)
    implements Event {

  /** The campaign of an interaction that nothing connects with one. */
  public static final String NO_CAMPAIGN = "(none)";

  /** The same in another campaign. */
  public ClassifiedInteraction inCampaign(String campaign) {
    return new ClassifiedInteraction(
        eventId,
        eventTime,
        type,
        visitorId,
        customerId,
        campaign,
        campaignDeclared,
        channel,
        viewable,
        invalidTraffic,
        ignoredReferrer,
        origin);
  }
}
