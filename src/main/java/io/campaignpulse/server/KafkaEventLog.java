package io.campaignpulse.server;

import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.wire.CatalogueEncoders;
import io.campaignpulse.wire.EventEncoders;
import io.campaignpulse.wire.Results;
import io.campaignpulse.wire.ValueEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics in Kafka; a record is safe once all in-sync replicas have it. */
public final class KafkaEventLog implements EventLog {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private static final ValueEncoder<Rejection> REJECTED =
      Results.rejected(System::currentTimeMillis).encoder();
  private static final ValueEncoder<LedgerBook> LEDGER =
      Results.ledger(RefusalLedger.JOB).encoder();

  private final Producer<byte[], byte[]> producer;

  /**
   * Connects when the first record comes.
   *
   * @param acknowledgement how long Kafka may take over a record before it has failed
   */
  public KafkaEventLog(KafkaConnection connection, Duration acknowledgement) {
    Properties client = connection.clientProperties();
    client.setProperty("acks", "all");
    client.setProperty("enable.idempotence", "true");
    client.setProperty("linger.ms", "5");
    client.setProperty("compression.type", "lz4");
    // One record may hold a megabyte of JSON.
    client.setProperty("max.request.size", Integer.toString(2 * 1_048_576));
    String half = Long.toString(acknowledgement.toMillis() / 2);
    client.setProperty("max.block.ms", half);
    client.setProperty("request.timeout.ms", half);
    client.setProperty("delivery.timeout.ms", Long.toString(acknowledgement.toMillis()));
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public CompletableFuture<?> append(Topic topic, Object event) {
    ProducerRecord<byte[], byte[]> record =
        switch (topic) {
          case INTERACTIONS -> encoded(EventEncoders.INTERACTIONS, (Interaction) event);
          case LEADS -> encoded(EventEncoders.LEADS, (LeadEvent) event);
          case ORDERS -> encoded(EventEncoders.ORDERS, (OrderEvent) event);
          case SPEND -> encoded(EventEncoders.SPEND, (SpendReport) event);
          case INVENTORY -> encoded(EventEncoders.INVENTORY, (InventoryEvent) event);
          case IDENTITIES -> encoded(EventEncoders.IDENTITIES, (IdentityEvent) event);
          case CAMPAIGNS -> encoded(CatalogueEncoders.CAMPAIGNS, (Campaign) event);
          case PROMOTIONS -> encoded(CatalogueEncoders.PROMOTIONS, (Promotion) event);
          case PLANS -> encoded(CatalogueEncoders.PLANS, (PlanDefinition) event);
          case FX_RATES -> encoded(CatalogueEncoders.FX_RATES, (FxRate) event);
          case RULES -> encoded(CatalogueEncoders.RULES, (AlertRule) event);
          case CALENDAR -> encoded(CatalogueEncoders.CALENDAR, (CalendarEvent) event);
          case CHANNEL_LAGS -> encoded(CatalogueEncoders.CHANNEL_LAGS, (ChannelLags) event);
        };
    return send(record);
  }

  @Override
  public CompletableFuture<?> delete(Topic catalogue, String id) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return send(new ProducerRecord<>(catalogue.label(), key, null));
  }

  @Override
  public CompletableFuture<?> append(AlertAction action) {
    return send(encoded(Results.ALERT_ACTIONS.encoder(), action));
  }

  @Override
  public CompletableFuture<?> append(AuditEntry entry) {
    return send(encoded(Results.AUDIT.encoder(), entry));
  }

  @Override
  public CompletableFuture<?> append(Rejection rejection) {
    return send(encoded(REJECTED, rejection));
  }

  @Override
  public CompletableFuture<?> append(LedgerBook book) {
    return send(encoded(LEDGER, book));
  }

  private CompletableFuture<?> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Object> acknowledged = new CompletableFuture<>();
    try {
      // What the returned future says, the callback says too.
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure != null) {
                  acknowledged.completeExceptionally(failure);
                } else {
                  acknowledged.complete(metadata);
                }
              });
    } catch (KafkaException failure) {
      acknowledged.completeExceptionally(failure);
    }
    return acknowledged;
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private static <T> ProducerRecord<byte[], byte[]> encoded(ValueEncoder<T> encoder, T event) {
    return new ProducerRecord<>(encoder.topic(), encoder.key(event), encoder.value(event));
  }
}
