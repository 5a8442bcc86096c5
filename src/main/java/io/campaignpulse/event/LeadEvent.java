package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * A lead's entry into a stage, as the source reported it.
 *
 * @param reopened whether the lead goes back to the stage, from those above
 * @param campaignId self-declared campaign
 * @param channel self-declared channel, canonical code
 * @param valueMicros expected deal value in micros of {@code currency}
 * @param currency ISO 4217 code; null means the reporting currency
 * @param contactedTime when sales first contacted the lead, epoch milliseconds
 * @param dealerCampaign the campaign that owns the dealer; null until it was looked up, and where
 *     none does
 */
public record LeadEvent(
    String eventId,
    long eventTime,
    String leadId,
    LeadStage stage,
    boolean reopened,
    @Nullable String visitorId,
    @Nullable String customerId,
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable Long valueMicros,
    @Nullable String currency,
    @Nullable String owner,
    @Nullable String dealerId,
    @Nullable Long contactedTime,
    @Nullable String dealerCampaign,
    Origin origin)
    implements Event {

  /** A lead event that goes back to nothing. */
  public LeadEvent(
      String eventId,
      long eventTime,
      String leadId,
      LeadStage stage,
      @Nullable String visitorId,
      @Nullable String customerId,
      @Nullable String campaignId,
      @Nullable String channel,
      @Nullable Long valueMicros,
      @Nullable String currency,
      @Nullable String owner,
      @Nullable String dealerId,
      @Nullable Long contactedTime,
      @Nullable String dealerCampaign,
      Origin origin) {
    this(
        eventId,
        eventTime,
        leadId,
        stage,
        false,
        visitorId,
        customerId,
        campaignId,
        channel,
        valueMicros,
        currency,
        owner,
        dealerId,
        contactedTime,
        dealerCampaign,
        origin);
  }

  /** The same with the campaign that owns its dealer. */
  public LeadEvent ownedBy(@Nullable String campaign) {
    return new LeadEvent(
        eventId,
        eventTime,
        leadId,
        stage,
        reopened,
        visitorId,
        customerId,
        campaignId,
        channel,
        valueMicros,
        currency,
        owner,
        dealerId,
        contactedTime,
        campaign,
        origin);
  }
}
