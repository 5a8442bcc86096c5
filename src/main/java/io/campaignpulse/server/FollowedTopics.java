package io.campaignpulse.server;

import io.campaignpulse.source.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics of which every partition is read from its beginning, those too that appear later.
 *
 * @param patience how long the brokers may take to answer
 */
record FollowedTopics(List<String> names, Duration patience) {

  /** A consumer that may follow topics. */
  static Consumer<byte[], byte[]> consumer(KafkaConnection connection) {
    return connection.consumer(
        Map.of(
            "allow.auto.create.topics", "false",
            "auto.offset.reset", "earliest",
            "max.poll.records", "5000"));
  }

  /** Assigns new partitions too, and returns all; throws while nobody answers. */
  List<TopicPartition> takeUp(Consumer<byte[], byte[]> consumer) {
    Map<String, List<PartitionInfo>> topics = consumer.listTopics(patience);
    List<TopicPartition> wanted = new ArrayList<>();
    for (String name : names) {
      for (PartitionInfo partition : topics.getOrDefault(name, List.of())) {
        wanted.add(new TopicPartition(name, partition.partition()));
      }
    }
    Map<TopicPartition, Long> positions = new HashMap<>();
    if (wanted.size() != consumer.assignment().size()) {
      for (TopicPartition known : consumer.assignment()) {
        positions.put(known, consumer.position(known, patience));
      }
      consumer.assign(wanted);
      for (TopicPartition partition : wanted) {
        Long position = positions.get(partition);
        if (position == null) {
          consumer.seekToBeginning(List.of(partition));
        } else {
          consumer.seek(partition, position);
        }
      }
    }
    return wanted;
  }
}
