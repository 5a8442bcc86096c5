package io.campaignpulse.reprocess;

import io.campaignpulse.source.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Single records of input topics, read where they once stood. Cheapest in the order of offsets. */
final class Originals implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private @Nullable TopicPartition assigned;
  private long end;

  /** Connects when the first record is asked for. */
  Originals(KafkaConnection connection) {
    Properties client = connection.clientProperties();
    client.setProperty("isolation.level", "read_committed");
    client.setProperty("enable.auto.commit", "false");
    client.setProperty("auto.offset.reset", "none");
    client.setProperty("max.poll.records", "1");
    consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The record at an offset; null if retention has removed it or the partition never had it.
   *
   * @throws IllegalStateException if the partition cannot be read
   */
  @Nullable ConsumerRecord<byte[], byte[]> at(String topic, int partition, long offset) {
    TopicPartition wanted = new TopicPartition(topic, partition);
    if (!wanted.equals(assigned) && !assign(wanted)) {
      return null;
    }
    if (offset >= end) {
      return null;
    }
    try {
      if (consumer.position(wanted) != offset) {
        consumer.seek(wanted, offset);
      }
      var records = consumer.poll(POLL).records(wanted);
      if (records.isEmpty() && consumer.position(wanted) > offset) {
        return null;
      }
      if (records.isEmpty()) {
        throw new IllegalStateException(wanted + " cannot be read at " + offset);
      }
      ConsumerRecord<byte[], byte[]> found = records.get(0);
      return found.offset() == offset ? found : null;
    } catch (OffsetOutOfRangeException e) {
      return null;
    }
  }

  private boolean assign(TopicPartition wanted) {
    boolean exists =
        consumer.partitionsFor(wanted.topic()).stream()
            .anyMatch(p -> p.partition() == wanted.partition());
    if (!exists) {
      return false;
    }
    List<TopicPartition> only = List.of(wanted);
    consumer.assign(only);
    Map<TopicPartition, Long> ends =
        consumer.endOffsets(only).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    end = ends.getOrDefault(wanted, 0L);
    consumer.seekToBeginning(only);
    assigned = wanted;
    return true;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
