package io.campaignpulse.source;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.AlertRuleReader;
import io.campaignpulse.ingest.CalendarReader;
import io.campaignpulse.ingest.CampaignReader;
import io.campaignpulse.ingest.ChannelLagsReader;
import io.campaignpulse.ingest.FxRateReader;
import io.campaignpulse.ingest.IdentityReader;
import io.campaignpulse.ingest.InventoryReader;
import io.campaignpulse.ingest.LeadReader;
import io.campaignpulse.ingest.OrderReader;
import io.campaignpulse.ingest.PlanReader;
import io.campaignpulse.ingest.PromotionReader;
import io.campaignpulse.ingest.SpendReader;
import io.campaignpulse.ingest.TimeBounds;

/**
 * The decoder of each topic.
 *
 * @param bounds range of valid event times
 */
public record RecordDecoders(TimeBounds bounds) {

  /** The decoder of the hot topic. */
  public RecordDecoder<Interaction> interactions() {
    return new InteractionDecoder(bounds);
  }

  /** The decoder of leads. */
  public RecordDecoder<LeadEvent> leads() {
    return new TopicDecoder<>(Topic.LEADS, LeadReader::new, bounds);
  }

  /** The decoder of orders. */
  public RecordDecoder<OrderEvent> orders() {
    return new TopicDecoder<>(Topic.ORDERS, OrderReader::new, bounds);
  }

  /** The decoder of spend reports. */
  public RecordDecoder<SpendReport> spend() {
    return new TopicDecoder<>(Topic.SPEND, SpendReader::new, bounds);
  }

  /** The decoder of stock counts and receipts. */
  public RecordDecoder<InventoryEvent> inventory() {
    return new TopicDecoder<>(Topic.INVENTORY, InventoryReader::new, bounds);
  }

  /** The decoder of identity statements. */
  public RecordDecoder<IdentityEvent> identities() {
    return new TopicDecoder<>(Topic.IDENTITIES, IdentityReader::new, bounds);
  }

  /** The decoder of campaigns. */
  public RecordDecoder<Campaign> campaigns() {
    return new TopicDecoder<>(Topic.CAMPAIGNS, CampaignReader::new, bounds);
  }

  /** The decoder of promotions. */
  public RecordDecoder<Promotion> promotions() {
    return new TopicDecoder<>(Topic.PROMOTIONS, PromotionReader::new, bounds);
  }

  /** The decoder of plans. */
  public RecordDecoder<PlanDefinition> plans() {
    return new TopicDecoder<>(Topic.PLANS, PlanReader::new, bounds);
  }

  /** The decoder of exchange rates. */
  public RecordDecoder<FxRate> fxRates() {
    return new TopicDecoder<>(Topic.FX_RATES, FxRateReader::new, bounds);
  }

  /** The decoder of alert rules. */
  public RecordDecoder<AlertRule> rules() {
    return new TopicDecoder<>(Topic.RULES, AlertRuleReader::new, bounds);
  }

  /** The decoder of known events. */
  public RecordDecoder<CalendarEvent> calendar() {
    return new TopicDecoder<>(Topic.CALENDAR, CalendarReader::new, bounds);
  }

  /** The decoder of known lags. */
  public RecordDecoder<ChannelLags> channelLags() {
    return new TopicDecoder<>(Topic.CHANNEL_LAGS, ChannelLagsReader::new, bounds);
  }
}
