package io.campaignpulse.source;

import io.campaignpulse.avro.AlertActionValue;
import io.campaignpulse.avro.AlertHeartbeatValue;
import io.campaignpulse.avro.AlertValue;
import io.campaignpulse.avro.AuditValue;
import io.campaignpulse.avro.BudgetActionValue;
import io.campaignpulse.avro.BusinessMetricsValue;
import io.campaignpulse.avro.CalendarEventValue;
import io.campaignpulse.avro.CampaignMetricsValue;
import io.campaignpulse.avro.CampaignOutlookValue;
import io.campaignpulse.avro.CampaignValue;
import io.campaignpulse.avro.ChannelLagsValue;
import io.campaignpulse.avro.ConversionBookingValue;
import io.campaignpulse.avro.CreditValue;
import io.campaignpulse.avro.CustomerValueValue;
import io.campaignpulse.avro.DeadLetterValue;
import io.campaignpulse.avro.ExplanationValue;
import io.campaignpulse.avro.FxRateValue;
import io.campaignpulse.avro.IdentityValue;
import io.campaignpulse.avro.InteractionValue;
import io.campaignpulse.avro.InventoryValue;
import io.campaignpulse.avro.LeadValue;
import io.campaignpulse.avro.LedgerValue;
import io.campaignpulse.avro.ModelShareValue;
import io.campaignpulse.avro.NotificationValue;
import io.campaignpulse.avro.OrderValue;
import io.campaignpulse.avro.PlanProgressValue;
import io.campaignpulse.avro.PlanValue;
import io.campaignpulse.avro.ProjectionScoreValue;
import io.campaignpulse.avro.PromotionValue;
import io.campaignpulse.avro.RejectedValue;
import io.campaignpulse.avro.RuleValue;
import io.campaignpulse.avro.SpendValue;
import io.campaignpulse.event.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schema of a topic's values, {@code avro/<folder>/<topic>.avsc}: the current one, which
 * writers use, and every released one, which readers must go on understanding.
 */
public enum WireSchema {
  INTERACTIONS("events", "interactions", InteractionValue.SCHEMA$),
  LEADS("events", "leads", LeadValue.SCHEMA$),
  ORDERS("events", "orders", OrderValue.SCHEMA$),
  SPEND("events", "spend", SpendValue.SCHEMA$),
  INVENTORY("events", "inventory", InventoryValue.SCHEMA$),
  IDENTITIES("events", "identities", IdentityValue.SCHEMA$),
  CAMPAIGNS("catalogues", "campaigns", CampaignValue.SCHEMA$),
  PROMOTIONS("catalogues", "promotions", PromotionValue.SCHEMA$),
  PLANS("catalogues", "plans", PlanValue.SCHEMA$),
  FX_RATES("catalogues", "fx-rates", FxRateValue.SCHEMA$),
  RULES("catalogues", "rules", RuleValue.SCHEMA$),
  CALENDAR("catalogues", "calendar", CalendarEventValue.SCHEMA$),
  CHANNEL_LAGS("catalogues", "channel-lags", ChannelLagsValue.SCHEMA$),
  CAMPAIGN_METRICS("results", "campaign-metrics", CampaignMetricsValue.SCHEMA$),
  BUSINESS_METRICS("results", "business-metrics", BusinessMetricsValue.SCHEMA$),
  CREDITS("results", "credits", CreditValue.SCHEMA$),
  EXPLANATIONS("results", "explanations", ExplanationValue.SCHEMA$),
  CONVERSION_LEDGER("results", "conversion-ledger", ConversionBookingValue.SCHEMA$),
  ALERTS("results", "alerts", AlertValue.SCHEMA$),
  ALERT_ACTIONS("results", "alert-actions", AlertActionValue.SCHEMA$),
  ALERT_HEARTBEATS("results", "alert-heartbeats", AlertHeartbeatValue.SCHEMA$),
  BUDGET_ACTIONS("results", "budget-actions", BudgetActionValue.SCHEMA$),
  AUDIT("results", "audit", AuditValue.SCHEMA$),
  CAMPAIGN_OUTLOOK("results", "campaign-outlook", CampaignOutlookValue.SCHEMA$),
  REJECTED("results", "rejected", RejectedValue.SCHEMA$),
  LEDGER("results", "ledger", LedgerValue.SCHEMA$),
  PLAN_PROGRESS("results", "plan-progress", PlanProgressValue.SCHEMA$),
  CUSTOMER_VALUE("results", "customer-value", CustomerValueValue.SCHEMA$),
  MODEL_SHARES("results", "model-shares", ModelShareValue.SCHEMA$),
  NOTIFICATIONS("results", "notifications", NotificationValue.SCHEMA$),
  DEAD_LETTERS("results", "dead-letters", DeadLetterValue.SCHEMA$),
  PROJECTION_SCORES("results", "projection-scores", ProjectionScoreValue.SCHEMA$);

  /** The releases whose schemas are kept under {@code released-schemas/}, oldest first. */
  private static final List<String> RELEASES = List.of("v0.1.0");

  private final String folder;
  private final String topic;
  private final Schema schema;

  WireSchema(String folder, String topic, Schema schema) {
    this.folder = folder;
    this.topic = topic;
    this.schema = schema;
  }

  /** The schema of an input topic. */
  public static WireSchema of(Topic topic) {
    return valueOf(topic.name());
  }

  /** The topic's name in Kafka. */
  public String topic() {
    return topic;
  }

  /** Where its source stands under {@code avro/} and under each release, without the ending. */
  public String path() {
    return folder + "/" + topic;
  }

  /** The current schema. */
  public Schema schema() {
    return schema;
  }

  /** The schemas of all releases that had this topic, oldest first. */
  public List<Schema> released() {
    List<Schema> schemas = new ArrayList<>();
    for (String release : RELEASES) {
      String resource = "/released-schemas/" + release + "/" + path() + ".avsc";
      try (InputStream source = WireSchema.class.getResourceAsStream(resource)) {
        if (source != null) {
          schemas.add(new Schema.Parser().parse(source));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(resource, e);
      }
    }
    return schemas;
  }
}
