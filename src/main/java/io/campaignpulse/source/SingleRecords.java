package io.campaignpulse.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Single records of topics, read where they stand. Cheapest in the order of offsets. For one
 * thread.
 */
public final class SingleRecords implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration patience;
  private @Nullable TopicPartition assigned;
  private long end;

  /**
   * Connects when the first record is asked for.
   *
   * @param patience how long a record may take
   */
  public SingleRecords(KafkaConnection connection, Duration patience) {
    this.consumer =
        connection.consumer(Map.of("auto.offset.reset", "none", "max.poll.records", "1"));
    this.patience = patience;
  }

  /**
   * The record at an offset; null if retention or compaction has removed it or the partition never
   * had it.
   *
   * @throws IllegalStateException if the partition cannot be read
   */
  public @Nullable ConsumerRecord<byte[], byte[]> at(String topic, int partition, long offset) {
    TopicPartition wanted = new TopicPartition(topic, partition);
    if (!wanted.equals(assigned) && !assign(wanted)) {
      return null;
    }
    if (offset >= end) {
      end = consumer.endOffsets(List.of(wanted)).getOrDefault(wanted, 0L);
    }
    if (offset >= end) {
      return null;
    }
    try {
      if (consumer.position(wanted) != offset) {
        consumer.seek(wanted, offset);
      }
      var records = consumer.poll(patience).records(wanted);
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
    consumer.seekToBeginning(only);
    assigned = wanted;
    end = 0;
    return true;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
