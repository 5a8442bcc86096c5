package io.campaignpulse.local;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is laid out in Kafka.
 *
 * @param partitions at least 1; a topic's jobs cannot usefully run with more subtasks
 * @param retention how long records are kept; null = compacted: the latest record of each key stays
 */
public record TopicDefinition(String name, int partitions, @Nullable Duration retention) {

  private static final Duration COMPACT_WITHIN = Duration.ofHours(1);

  static TopicDefinition keptFor(Duration retention, String name, int partitions) {
    return new TopicDefinition(name, partitions, retention);
  }

  static TopicDefinition compacted(String name, int partitions) {
    return new TopicDefinition(name, partitions, null);
  }

  NewTopic toNewTopic(short replication, ArrivalStamp stamp) {
    return new NewTopic(name, Optional.of(partitions), Optional.of(replication))
        .configs(configs(stamp));
  }

  private Map<String, String> configs(ArrivalStamp stamp) {
    return retention == null
        ? Map.of(
            "cleanup.policy",
            "compact",
            "max.compaction.lag.ms",
            Long.toString(COMPACT_WITHIN.toMillis()),
            "segment.ms",
            Long.toString(COMPACT_WITHIN.toMillis()))
        : Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            Long.toString(retention.toMillis()),
            "message.timestamp.type",
            stamp.timestampType());
  }
}
