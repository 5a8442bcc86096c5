package io.campaignpulse.server;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.ResultDecoders;
import io.campaignpulse.source.WireSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the records of the result topics mean to the views. A record that cannot be read was put
 * there by somebody else: it is logged and skipped. For one thread.
 */
final class ResultRecords {

  private static final Logger LOG = LoggerFactory.getLogger(ResultRecords.class);
  private static final String CAMPAIGNS = Topic.CAMPAIGNS.label();

  /** The topics the views are made of. */
  static final List<String> TOPICS =
      List.of(
          CAMPAIGNS,
          WireSchema.LEDGER.topic(),
          WireSchema.ALERTS.topic(),
          WireSchema.MODEL_SHARES.topic(),
          WireSchema.BUSINESS_METRICS.topic(),
          WireSchema.CUSTOMER_VALUE.topic(),
          WireSchema.PLAN_PROGRESS.topic(),
          WireSchema.PROJECTION_SCORES.topic(),
          WireSchema.CAMPAIGN_METRICS.topic());

  private final ResultViews views;
  private final Map<String, Consumer<byte[]>> results;
  private final RecordDecoder<Campaign> campaigns =
      new RecordDecoders(new TimeBounds(null, Long.MAX_VALUE)).campaigns();

  ResultRecords(ResultViews views) {
    this.views = views;
    this.results =
        Map.of(
            WireSchema.LEDGER.topic(),
            into(ResultDecoders.ledger(), views::accept),
            WireSchema.ALERTS.topic(),
            into(ResultDecoders.alerts(), views::accept),
            WireSchema.MODEL_SHARES.topic(),
            into(ResultDecoders.modelShares(), views::accept),
            WireSchema.BUSINESS_METRICS.topic(),
            into(ResultDecoders.businessMetrics(), views::accept),
            WireSchema.CUSTOMER_VALUE.topic(),
            into(ResultDecoders.customerValue(), views::accept),
            WireSchema.PLAN_PROGRESS.topic(),
            into(ResultDecoders.planProgress(), views::accept),
            WireSchema.PROJECTION_SCORES.topic(),
            into(ResultDecoders.projectionScores(), views::accept),
            WireSchema.CAMPAIGN_METRICS.topic(),
            into(ResultDecoders.campaignMetrics(), views::accept));
  }

  void accept(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(CAMPAIGNS)) {
        campaign(record);
        return;
      }
      byte[] value = record.value();
      Consumer<byte[]> result = results.get(record.topic());
      // A deletion is retention at work; the views have their own.
      if (value != null && result != null) {
        result.accept(value);
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

  private void campaign(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    if (record.value() == null) {
      if (key != null) {
        views.campaignDeleted(new String(key, StandardCharsets.UTF_8));
      }
      return;
    }
    views.accept(
        campaigns.decode(
            new RawRecord(
                Topic.CAMPAIGNS,
                record.partition(),
                record.offset(),
                null,
                record.timestamp(),
                key,
                record.value(),
                WireFormat.AVRO),
            unknownFields -> {}));
  }

  private static <R> Consumer<byte[]> into(ResultDecoder<R> decoder, Consumer<R> view) {
    return value -> view.accept(decoder.decode(value));
  }
}
