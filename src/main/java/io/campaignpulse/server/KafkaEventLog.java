package io.campaignpulse.server;

import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.wire.Results;
import io.campaignpulse.wire.TopicEncoders;
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
    return send(encoded(TopicEncoders.of(topic), event));
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
