package io.campaignpulse.sink;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.wire.CampaignMetricsEncoder;
import io.campaignpulse.wire.Results;
import io.campaignpulse.wire.ValueEncoder;
import io.campaignpulse.wire.WallClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The sinks of a job's results. Credits and the ledger of conversions are exactly once, since
 * readers add up their bookings; they become readable with the checkpoint that closes their
 * transaction. All others are upserts by key and revision and are written at once, at least once: a
 * repeated one replaces itself. That holds for rejected records too, whose key is where they came
 * from.
 *
 * @param job name of the job; begins its transactional ids and names its books, so it must be
 *     unique on the brokers
 * @param transactionTimeout how long an abandoned transaction holds back readers of credits; longer
 *     than a checkpoint with its restart may take, and at most the broker's maximum (15 minutes by
 *     default)
 * @param clock for {@code rejectedAt}
 */
public record KafkaSinks(
    KafkaConnection connection, String job, Duration transactionTimeout, WallClock clock) {

  /** Credits, exactly once. */
  public KafkaSink<Credit> credits() {
    return exactlyOnce(Results.CREDITS.encoder());
  }

  /** Explanations of conversions. */
  public KafkaSink<Explanation> explanations() {
    return upserts(Results.EXPLANATIONS.encoder());
  }

  /** The ledger of conversions, exactly once. */
  public KafkaSink<ConversionBooking> conversionLedger() {
    return exactlyOnce(Results.CONVERSION_LEDGER.encoder());
  }

  /** Campaign-metrics with an entry for each of these models. */
  public KafkaSink<CampaignMetrics> campaignMetrics(List<AttributionModel> models) {
    return upserts(CampaignMetricsEncoder.of(models));
  }

  /** Business-metrics. */
  public KafkaSink<BusinessMetrics> businessMetrics() {
    return upserts(Results.BUSINESS_METRICS.encoder());
  }

  /** Customer value. */
  public KafkaSink<CustomerValue> customerValue() {
    return upserts(Results.CUSTOMER_VALUE.encoder());
  }

  /** Shares by a model. */
  public KafkaSink<ModelShare> modelShares() {
    return upserts(Results.MODEL_SHARES.encoder());
  }

  /** The progress of plans. */
  public KafkaSink<PlanProgress> planProgress() {
    return upserts(Results.PLAN_PROGRESS.encoder());
  }

  /** The scores of projections. */
  public KafkaSink<ProjectionScore> projectionScores() {
    return upserts(Results.PROJECTION_SCORES.encoder());
  }

  /** The outlook of campaigns. */
  public KafkaSink<CampaignOutlook> campaignOutlook() {
    return upserts(Results.CAMPAIGN_OUTLOOK.encoder());
  }

  /** Alerts. */
  public KafkaSink<Alert> alerts() {
    return upserts(Results.ALERTS.encoder());
  }

  /** Heartbeats of the evaluation of alerts. */
  public KafkaSink<AlertHeartbeat> alertHeartbeats() {
    return upserts(Results.ALERT_HEARTBEATS.encoder());
  }

  /** Rejected records. */
  public KafkaSink<Rejection> rejected() {
    return upserts(Results.rejected(clock).encoder());
  }

  /** The job's books. */
  public KafkaSink<LedgerBook> ledger() {
    return upserts(Results.ledger(job).encoder());
  }

  private <T> KafkaSink<T> upserts(ValueEncoder<T> encoder) {
    return builder(encoder).setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
  }

  private <T> KafkaSink<T> exactlyOnce(ValueEncoder<T> encoder) {
    return builder(encoder)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(job + "-" + encoder.topic())
        // Ids are used again, so a checkpoint a second doesn't fill the broker's memory with them.
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty("transaction.timeout.ms", Long.toString(transactionTimeout.toMillis()))
        .build();
  }

  private <T> KafkaSinkBuilder<T> builder(ValueEncoder<T> encoder) {
    Properties client = connection.clientProperties();
    // Rejected records may hold a megabyte of payload besides what says why.
    client.putIfAbsent("max.request.size", Integer.toString(2 * 1_048_576));
    client.putIfAbsent("compression.type", "lz4");
    client.putIfAbsent("linger.ms", "20");
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(client)
        .setBootstrapServers(connection.bootstrapServers())
        .setRecordSerializer(new EncodedRecord<>(encoder));
  }

  private record EncodedRecord<T>(ValueEncoder<T> encoder)
      implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        T value, KafkaSinkContext context, Long timestamp) {
      // No timestamp: retention counts from the writing, not from an event of last year.
      return new ProducerRecord<>(encoder.topic(), encoder.key(value), encoder.value(value));
    }

    /** The pool of transactional ids is found again by the topic it writes to. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
      return Optional.of(
          new DefaultKafkaDatasetFacet(
              DefaultKafkaDatasetIdentifier.ofTopics(List.of(encoder.topic()))));
    }
  }
}
