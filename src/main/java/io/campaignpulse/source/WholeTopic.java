package io.campaignpulse.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A topic from its beginning to its end as it stands when it is read; committed records only. */
public final class WholeTopic {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MAX_EMPTY_POLLS = 60;

  private WholeTopic() {}

  /**
   * Hands over every record, those of a partition in their order.
   *
   * @throws IllegalStateException if the topic doesn't exist or cannot be read to its end
   */
  public static void read(
      KafkaConnection connection, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        connection.consumer(Map.of("auto.offset.reset", "earliest"))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException("topic " + topic + " does not exist");
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      int emptyPolls = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        var records = consumer.poll(POLL);
        emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
        if (emptyPolls > MAX_EMPTY_POLLS) {
          throw new IllegalStateException("topic " + topic + " cannot be read to its end");
        }
        records.forEach(each);
      }
    }
  }
}
