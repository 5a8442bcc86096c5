package io.campaignpulse.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job without a checkpoint begins: at the offsets its group has committed, or at the
 * beginning of partitions it never read. An offset that retention has deleted stops the job with an
 * error instead of being skipped over: lost input must be noticed.
 */
@SuppressWarnings(
    "deprecation") // Kafka deprecates OffsetResetStrategy; the connector's API asks for it
final class FirstStartOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final boolean fromCommitted;

  /** Begins at the committed offsets, or everywhere at the beginning. */
  FirstStartOffsets(boolean fromCommitted) {
    this.fromCommitted = fromCommitted;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(p -> offsets.put(p, KafkaPartitionSplit.EARLIEST_OFFSET));
    if (fromCommitted) {
      retriever
          .committedOffsets(partitions)
          .forEach(
              (partition, offset) ->
                  offsets.put(
                      partition,
                      offset == null ? (Long) KafkaPartitionSplit.EARLIEST_OFFSET : offset));
    }
    return offsets;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
