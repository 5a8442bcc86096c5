package io.campaignpulse.ingest;

import io.campaignpulse.event.Topic;

/** The reader of each topic. */
public final class TopicReaders {

  private TopicReaders() {}

  /** A reader of the topic's records. */
  public static FieldsReader<?> of(Topic topic) {
    return switch (topic) {
      case INTERACTIONS -> new InteractionReader();
      case LEADS -> new LeadReader();
      case ORDERS -> new OrderReader();
      case SPEND -> new SpendReader();
      case INVENTORY -> new InventoryReader();
      case IDENTITIES -> new IdentityReader();
      case CAMPAIGNS -> new CampaignReader();
      case PROMOTIONS -> new PromotionReader();
      case PLANS -> new PlanReader();
      case FX_RATES -> new FxRateReader();
      case RULES -> new AlertRuleReader();
      case CALENDAR -> new CalendarReader();
      case CHANNEL_LAGS -> new ChannelLagsReader();
    };
  }
}
