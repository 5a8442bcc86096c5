package io.campaignpulse.notifier;

import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.WholeTopic;
import io.campaignpulse.source.WireSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the notifier must not forget, in the compacted topics {@code notifications} and {@code
 * dead-letters}. What is written down and how far the alerts were read becomes true in one
 * transaction, so after a kill nothing is missing and no id is given to something else. Who opens
 * it last owns the transactions: of two notifiers the first stops.
 */
final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private static final String OWNER = "campaign-pulse-notifier";
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaConnection connection;
  private final KafkaProducer<byte[], byte[]> producer;
  private final StandingCodec codec = new StandingCodec();

  /** Takes over the transactions. */
  Journal(KafkaConnection connection) {
    this.connection = connection;
    Properties client = connection.clientProperties();
    client.setProperty("transactional.id", OWNER);
    client.setProperty("compression.type", "lz4");
    client.setProperty("max.request.size", Integer.toString(2 * 1_048_576));
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /** Tells a desk what was known, and returns the dead letters. */
  Map<String, DeadLetter> restore(Desk desk) {
    Map<String, Object> notifications =
        last(WireSchema.NOTIFICATIONS.topic(), codec::readNotification);
    for (Object known : notifications.values()) {
      String targetId =
          known instanceof Standing s ? s.targetId() : ((DisabledTarget) known).targetId();
      TargetDesk target = desk.of(targetId);
      if (target == null) {
        LOG.info("Something is known of target {}, which is not in the file any more", targetId);
      } else if (known instanceof Standing standing) {
        target.restore(standing);
      } else {
        target.restore((DisabledTarget) known);
      }
    }
    Map<String, DeadLetter> letters = last(WireSchema.DEAD_LETTERS.topic(), codec::readDeadLetter);
    for (DeadLetter letter : letters.values()) {
      TargetDesk target = desk.of(letter.notice().targetId());
      if (target != null) {
        target.restore(letter);
      }
    }
    return letters;
  }

  private <T> Map<String, T> last(String topic, Function<byte[], T> decode) {
    Map<String, T> byKey = new LinkedHashMap<>();
    WholeTopic.read(
        connection,
        topic,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (record.value() == null) {
            byKey.remove(key);
            return;
          }
          try {
            byKey.put(key, decode.apply(record.value()));
          } catch (RejectedException e) {
            // Written by a later version: what it knows is lost to us, so it may be told again.
            LOG.warn("Skipped {} at {}: {}", topic, record.offset(), e.detail());
          }
        });
    return byKey;
  }

  /**
   * Writes down changes, and how far the alerts were read.
   *
   * @param read the next offset of each partition that has news
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the commit says what the futures would
  void write(
      Changes changes, Map<TopicPartition, OffsetAndMetadata> read, ConsumerGroupMetadata reader) {
    if (changes.isEmpty() && read.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    String notifications = WireSchema.NOTIFICATIONS.topic();
    changes
        .standings()
        .forEach(
            (key, standing) ->
                send(notifications, key, standing == null ? null : codec.write(standing)));
    changes
        .targets()
        .forEach(
            (key, target) -> send(notifications, key, target == null ? null : codec.write(target)));
    changes
        .letters()
        .forEach(
            (key, letter) ->
                send(
                    WireSchema.DEAD_LETTERS.topic(),
                    key,
                    letter == null ? null : codec.write(letter)));
    if (!read.isEmpty()) {
      producer.sendOffsetsToTransaction(read, reader);
    }
    producer.commitTransaction();
    changes.clear();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit says what the future would
  private void send(String topic, String key, byte @Nullable [] value) {
    producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
