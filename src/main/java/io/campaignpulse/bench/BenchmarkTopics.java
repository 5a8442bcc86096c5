package io.campaignpulse.bench;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.wire.ValueEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The broker's side of a benchmark: topics, their filling, and the plain consumer to compare with.
 */
final class BenchmarkTopics {

  private static final List<String> RESULTS =
      List.of(
          "credits",
          "explanations",
          "conversion-ledger",
          "campaign-metrics",
          "business-metrics",
          "model-shares",
          "rejected",
          "ledger");

  private final KafkaConnection connection;

  BenchmarkTopics(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Makes every topic, those of events that are measured with {@code partitions}. */
  void create(Set<Topic> measured, int partitions) throws ExecutionException, InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      int count = measured.contains(topic) ? partitions : 1;
      topics.add(
          new NewTopic(topic.label(), count, (short) 1)
              // Events arrived when they happened, which may be longer ago than topics are kept.
              .configs(Map.of("retention.ms", "-1")));
    }
    RESULTS.forEach(result -> topics.add(new NewTopic(result, 1, (short) 1)));
    try (Admin admin = Admin.create(connection.clientProperties())) {
      admin.createTopics(topics).all().get();
    }
  }

  /** Where the records of a benchmark go. */
  interface Publisher {

    /** Sends an event to its topic. */
    <E extends Event> void send(ValueEncoder<E> encoder, E event);
  }

  /** Writes what {@code events} send; returns the bytes of values. */
  long fill(Consumer<Publisher> events) throws Exception {
    Properties properties = connection.clientProperties();
    properties.setProperty("linger.ms", "20");
    properties.setProperty("batch.size", "262144");
    properties.setProperty("acks", "1");
    AtomicReference<Exception> failure = new AtomicReference<>();
    AtomicLong bytes = new AtomicLong();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      events.accept(
          new Publisher() {
            @Override
            public <E extends Event> void send(ValueEncoder<E> encoder, E event) {
              byte[] value = encoder.value(event);
              bytes.addAndGet(value.length);
              var unused =
                  producer.send(
                      new ProducerRecord<>(
                          encoder.topic(), null, event.eventTime(), encoder.key(event), value),
                      (sent, e) -> failure.compareAndSet(null, e));
            }
          });
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    return bytes.get();
  }

  /** Whether a consumer group has committed that it read topics to their ends. */
  boolean isRead(List<String> topics, String group)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(connection.clientProperties())) {
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        for (TopicPartitionInfo partition : topic.partitions()) {
          partitions.put(
              new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
        }
      }
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return admin.listOffsets(partitions).all().get().entrySet().stream()
          .allMatch(
              end ->
                  end.getValue().offset() == 0
                      || (read.containsKey(end.getKey())
                          && read.get(end.getKey()).offset() >= end.getValue().offset()));
    }
  }

  /** What plain consumers take to read topics to their ends, once their pages are in memory. */
  Effort drainWarm(List<String> topics, int consumers) throws Exception {
    drain(topics, consumers, record -> {});
    return Effort.of(() -> drain(topics, consumers, record -> {}));
  }

  /** Reads topics to their ends with a plain consumer for each share of their partitions. */
  long drain(List<String> topics, int consumers, Consumer<ConsumerRecord<byte[], byte[]>> each)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(consumers);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      for (int share = 0; share < consumers; share++) {
        int index = share;
        counts.add(threads.submit(() -> drainShare(topics, index, consumers, each)));
      }
      long total = 0;
      for (Future<Long> count : counts) {
        total += count.get();
      }
      return total;
    } finally {
      threads.shutdown();
    }
  }

  private long drainShare(
      List<String> topics, int share, int shares, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Properties properties = connection.clientProperties();
    properties.setProperty("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> mine =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .filter(p -> p.partition() % shares == share)
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(mine);
      consumer.seekToBeginning(mine);
      Map<TopicPartition, Long> ends = consumer.endOffsets(mine);
      long count = 0;
      // By position, not by count: markers of transactions take offsets too.
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          each.accept(record);
          count++;
        }
      }
      return count;
    }
  }
}
