package io.campaignpulse.wire;

import io.campaignpulse.event.Topic;

/** The encoder of each input topic. */
public final class TopicEncoders {

  private TopicEncoders() {}

  /** The encoder of events or rows of a topic; their type is the topic's. */
  @SuppressWarnings("unchecked")
  public static ValueEncoder<Object> of(Topic topic) {
    return (ValueEncoder<Object>)
        switch (topic) {
          case INTERACTIONS -> (ValueEncoder<?>) EventEncoders.INTERACTIONS;
          case LEADS -> EventEncoders.LEADS;
          case ORDERS -> EventEncoders.ORDERS;
          case SPEND -> EventEncoders.SPEND;
          case INVENTORY -> EventEncoders.INVENTORY;
          case IDENTITIES -> EventEncoders.IDENTITIES;
          case CAMPAIGNS -> CatalogueEncoders.CAMPAIGNS;
          case PROMOTIONS -> CatalogueEncoders.PROMOTIONS;
          case PLANS -> CatalogueEncoders.PLANS;
          case FX_RATES -> CatalogueEncoders.FX_RATES;
          case RULES -> CatalogueEncoders.RULES;
          case CALENDAR -> CatalogueEncoders.CALENDAR;
          case CHANNEL_LAGS -> CatalogueEncoders.CHANNEL_LAGS;
        };
  }
}
