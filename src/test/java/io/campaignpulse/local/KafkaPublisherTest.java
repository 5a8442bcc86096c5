package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Topic;
import io.campaignpulse.simulation.Delivery;
import io.campaignpulse.simulation.KafkaPublisher;
import io.campaignpulse.simulation.Payload;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPublisherTest {

  @TempDir Path directory;

  @Test
  void history_keeps_the_time_at_which_it_arrived() throws Exception {
    long arrival = Clock.systemUTC().millis() - Duration.ofHours(2).toMillis();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      TopicLayout.create(kafka.bootstrapServers(), 1, ArrivalStamp.SENDER);
      try (KafkaPublisher publisher = new KafkaPublisher(kafka.bootstrapServers())) {
        publisher.publish(
            new Delivery(arrival, Topic.ORDERS, "o-1", new Payload.Garbage(new byte[] {1})));
        publisher.flush();
      }
      assertThat(timestamps(kafka, Topic.ORDERS.label())).containsExactly(arrival);
    }
  }

  private static List<Long> timestamps(EmbeddedKafka kafka, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<Long> times = new ArrayList<>();
      for (int polls = 0; polls < 50 && times.isEmpty(); polls++) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> times.add(record.timestamp()));
      }
      return times;
    }
  }
}
