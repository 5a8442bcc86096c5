package io.campaignpulse.server;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.RawRecords;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.wire.Results;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the records of the result topics mean to the views. A record that cannot be read was put
 * there by somebody else: it is logged and skipped. For one thread.
 */
final class ResultRecords {

  private static final Logger LOG = LoggerFactory.getLogger(ResultRecords.class);

  /** The topics the views are made of. */
  static final List<String> TOPICS =
      List.of(
          Topic.CAMPAIGNS.label(),
          Topic.PROMOTIONS.label(),
          Topic.PLANS.label(),
          Topic.FX_RATES.label(),
          Topic.RULES.label(),
          Topic.CALENDAR.label(),
          Topic.CHANNEL_LAGS.label(),
          WireSchema.ALERT_ACTIONS.topic(),
          WireSchema.CAMPAIGN_OUTLOOK.topic(),
          WireSchema.LEDGER.topic(),
          WireSchema.ALERTS.topic(),
          WireSchema.ALERT_HEARTBEATS.topic(),
          WireSchema.MODEL_SHARES.topic(),
          WireSchema.BUSINESS_METRICS.topic(),
          WireSchema.CUSTOMER_VALUE.topic(),
          WireSchema.PLAN_PROGRESS.topic(),
          WireSchema.PROJECTION_SCORES.topic(),
          WireSchema.CAMPAIGN_METRICS.topic());

  private final ResultViews views;
  private final Map<String, Consumer<byte[]>> results;
  private final Map<String, Catalogue> catalogues;
  private final Consumer<byte[]> refused;

  private record Catalogue(Topic topic, RecordDecoder<? extends CatalogueRow> decoder) {}

  ResultRecords(ResultViews views) {
    this.views = views;
    this.refused = into(Results.ledgerDecoder(), views::acceptRefused);
    RecordDecoders rows = new RecordDecoders(new TimeBounds(null, Long.MAX_VALUE));
    this.catalogues =
        Stream.of(
                new Catalogue(Topic.CAMPAIGNS, rows.campaigns()),
                new Catalogue(Topic.PROMOTIONS, rows.promotions()),
                new Catalogue(Topic.PLANS, rows.plans()),
                new Catalogue(Topic.FX_RATES, rows.fxRates()),
                new Catalogue(Topic.RULES, rows.rules()),
                new Catalogue(Topic.CALENDAR, rows.calendar()),
                new Catalogue(Topic.CHANNEL_LAGS, rows.channelLags()))
            .collect(Collectors.toMap(c -> c.topic.label(), c -> c));
    this.results =
        Map.ofEntries(
            Map.entry(
                WireSchema.ALERT_ACTIONS.topic(),
                into(Results.ALERT_ACTIONS.decoder(), views::accept)),
            Map.entry(
                WireSchema.CAMPAIGN_OUTLOOK.topic(),
                into(Results.CAMPAIGN_OUTLOOK.decoder(), views::accept)),
            Map.entry(WireSchema.LEDGER.topic(), into(Results.ledgerDecoder(), views::accept)),
            Map.entry(WireSchema.ALERTS.topic(), into(Results.ALERTS.decoder(), views::accept)),
            Map.entry(
                WireSchema.ALERT_HEARTBEATS.topic(),
                into(Results.ALERT_HEARTBEATS.decoder(), views::accept)),
            Map.entry(
                WireSchema.MODEL_SHARES.topic(),
                into(Results.MODEL_SHARES.decoder(), views::accept)),
            Map.entry(
                WireSchema.BUSINESS_METRICS.topic(),
                into(Results.BUSINESS_METRICS.decoder(), views::accept)),
            Map.entry(
                WireSchema.CUSTOMER_VALUE.topic(),
                into(Results.CUSTOMER_VALUE.decoder(), views::accept)),
            Map.entry(
                WireSchema.PLAN_PROGRESS.topic(),
                into(Results.PLAN_PROGRESS.decoder(), views::accept)),
            Map.entry(
                WireSchema.PROJECTION_SCORES.topic(),
                into(Results.PROJECTION_SCORES.decoder(), views::accept)),
            Map.entry(
                WireSchema.CAMPAIGN_METRICS.topic(),
                into(Results.campaignMetricsDecoder(), views::accept)));
  }

  void accept(ConsumerRecord<byte[], byte[]> record) {
    try {
      Catalogue catalogue = catalogues.get(record.topic());
      if (catalogue != null) {
        row(catalogue, record);
        return;
      }
      byte[] value = record.value();
      Consumer<byte[]> result = results.get(record.topic());
      // A deletion is retention at work; the views have their own.
      if (value != null && result != null) {
        (isOfServer(record) ? refused : result).accept(value);
      }
    } catch (RejectedException e) {
      LOG.warn(
          "Skipped {}-{} at {}: {} {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.reason(),
          e.detail());
    }
  }

  /** Whether it is a ledger of what the server itself refused. */
  private static boolean isOfServer(ConsumerRecord<byte[], byte[]> record) {
    return record.topic().equals(WireSchema.LEDGER.topic())
        && record.key() != null
        && new String(record.key(), StandardCharsets.UTF_8).startsWith(RefusalLedger.JOB + "|");
  }

  private void row(Catalogue catalogue, ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    if (record.value() == null) {
      if (key != null) {
        views.deleted(catalogue.topic, new String(key, StandardCharsets.UTF_8));
      }
      return;
    }
    views.accept(
        catalogue.topic,
        catalogue.decoder.decode(RawRecords.of(catalogue.topic, record), unknownFields -> {}));
  }

  private static <R> Consumer<byte[]> into(ResultDecoder<R> decoder, Consumer<R> view) {
    return value -> view.accept(decoder.decode(value));
  }
}
