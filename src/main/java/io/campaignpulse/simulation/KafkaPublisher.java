package io.campaignpulse.simulation;

import io.campaignpulse.event.AlertRule;
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
import io.campaignpulse.wire.CatalogueEncoders;
import io.campaignpulse.wire.EventEncoders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes deliveries to the topics of a Kafka cluster as Avro single objects. The timestamp of a
 * record is when it arrived in the market, also of history that is published at once.
 */
public final class KafkaPublisher implements EventPublisher {

  private static final Duration GRACE = Duration.ofSeconds(3);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** To the cluster the servers belong to; connects when the first delivery comes. */
  public KafkaPublisher(String bootstrapServers) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                131_072,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what the future would say
  public void publish(Delivery delivery) throws IOException {
    try {
      producer.send(
          new ProducerRecord<>(
              delivery.topic().label(),
              null,
              delivery.arrivalTime(),
              delivery.key().getBytes(StandardCharsets.UTF_8),
              value(delivery.payload())),
          (acknowledged, refused) -> failure.compareAndSet(null, refused));
    } catch (KafkaException e) {
      throw new IOException("cannot publish to " + delivery.topic().label(), e);
    }
  }

  @Override
  public void flush() throws IOException {
    producer.flush();
    Exception refused = failure.getAndSet(null);
    if (refused != null) {
      throw new IOException("a delivery was not acknowledged", refused);
    }
  }

  @Override
  public void close() {
    producer.close(GRACE);
  }

  private static byte[] value(Payload payload) {
    if (payload instanceof Payload.Garbage garbage) {
      return garbage.bytes();
    }
    return encode(
        payload instanceof Payload.Typed typed ? typed.event() : ((Payload.Row) payload).row());
  }

  private static byte[] encode(Object record) {
    if (record instanceof Interaction e) {
      return EventEncoders.INTERACTIONS.value(e);
    } else if (record instanceof OrderEvent e) {
      return EventEncoders.ORDERS.value(e);
    } else if (record instanceof LeadEvent e) {
      return EventEncoders.LEADS.value(e);
    } else if (record instanceof SpendReport e) {
      return EventEncoders.SPEND.value(e);
    } else if (record instanceof InventoryEvent e) {
      return EventEncoders.INVENTORY.value(e);
    } else if (record instanceof IdentityEvent e) {
      return EventEncoders.IDENTITIES.value(e);
    } else if (record instanceof Campaign r) {
      return CatalogueEncoders.CAMPAIGNS.value(r);
    } else if (record instanceof Promotion r) {
      return CatalogueEncoders.PROMOTIONS.value(r);
    } else if (record instanceof PlanDefinition r) {
      return CatalogueEncoders.PLANS.value(r);
    } else if (record instanceof FxRate r) {
      return CatalogueEncoders.FX_RATES.value(r);
    } else if (record instanceof ChannelLags r) {
      return CatalogueEncoders.CHANNEL_LAGS.value(r);
    } else if (record instanceof AlertRule r) {
      return CatalogueEncoders.RULES.value(r);
    }
    throw new IllegalArgumentException("the market has no " + record.getClass().getSimpleName());
  }
}
