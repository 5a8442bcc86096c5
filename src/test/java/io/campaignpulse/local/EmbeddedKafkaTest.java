package io.campaignpulse.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  @TempDir Path directory;

  @Test
  void keeps_topics_and_records_over_a_restart_on_another_port() throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.start(directory)) {
      assertThat(TopicLayout.create(first.bootstrapServers(), 1))
          .hasSize(TopicLayout.all().size())
          .contains("interactions", "credits", "campaign-metrics", "ledger");
      send(first, "orders", "o-1");
      sendInTransaction(first, "credits", "c-1");
    }
    try (EmbeddedKafka second = EmbeddedKafka.start(directory)) {
      assertThat(TopicLayout.create(second.bootstrapServers(), 1)).isEmpty();
      send(second, "orders", "o-2");
      assertThat(readAll(second, "orders", 2)).containsExactlyInAnyOrder("o-1", "o-2");
      assertThat(readAll(second, "credits", 1)).containsExactly("c-1");
    }
  }

  @Test
  void lays_topics_out_as_the_contract_says() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicLayout.create(kafka.bootstrapServers(), 1);
      assertThat(
              admin.describeTopics(List.of("interactions")).allTopicNames().get().values().stream()
                  .map(t -> t.partitions().size()))
          .containsExactly(4);
      assertThatThrownBy(() -> admin.describeTopics(List.of("surprise")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class);
    }
  }

  private static void send(EmbeddedKafka kafka, String topic, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8))).get();
    }
  }

  private static void sendInTransaction(EmbeddedKafka kafka, String topic, String value)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8))).get();
      producer.commitTransaction();
    }
  }

  private static List<String> readAll(EmbeddedKafka kafka, String topic, int expected) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> values = new ArrayList<>();
      for (int polls = 0; polls < 50 && values.size() < expected; polls++) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(r -> values.add(new String(r.value(), UTF_8)));
      }
      return values;
    }
  }
}
