package io.campaignpulse.testing;

import io.campaignpulse.event.Topic;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;

/** The decoder of each topic. */
public final class TestingDecoders {

  private TestingDecoders() {}

  /** Returns the decoder of a topic. */
  public static RecordDecoder<?> of(Topic topic, RecordDecoders decoders) {
    return switch (topic) {
      case INTERACTIONS -> decoders.interactions();
      case LEADS -> decoders.leads();
      case ORDERS -> decoders.orders();
      case SPEND -> decoders.spend();
      case INVENTORY -> decoders.inventory();
      case IDENTITIES -> decoders.identities();
      case CAMPAIGNS -> decoders.campaigns();
      case PROMOTIONS -> decoders.promotions();
      case PLANS -> decoders.plans();
      case FX_RATES -> decoders.fxRates();
      case RULES -> decoders.rules();
      case CALENDAR -> decoders.calendar();
      case CHANNEL_LAGS -> decoders.channelLags();
    };
  }
}
