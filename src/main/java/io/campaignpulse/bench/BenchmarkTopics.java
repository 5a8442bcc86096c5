package io.campaignpulse.bench;

import io.campaignpulse.sink.EventEncoders;
import io.campaignpulse.source.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The broker's side of a benchmark: topics, their filling, and the plain consumer to compare with.
 */
final class BenchmarkTopics {

  private final KafkaConnection connection;

  BenchmarkTopics(KafkaConnection connection) {
    this.connection = connection;
  }

  void create(Map<String, Integer> partitions) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(connection.clientProperties())) {
      List<NewTopic> topics = new ArrayList<>();
      partitions.forEach((name, count) -> topics.add(new NewTopic(name, count, (short) 1)));
      admin.createTopics(topics).all().get();
    }
  }

  /**
   * Writes clicks [0, count), each {@code repeatEvery}th of them twice; returns the bytes of
   * values.
   */
  long fill(SyntheticClicks clicks, long count, long repeatEvery) throws Exception {
    Properties properties = connection.clientProperties();
    properties.setProperty("linger.ms", "20");
    properties.setProperty("batch.size", "262144");
    properties.setProperty("acks", "1");
    AtomicReference<Exception> failure = new AtomicReference<>();
    long bytes = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = 0; i < count; i++) {
        var click = clicks.click(i);
        byte[] key = EventEncoders.INTERACTIONS.key(click);
        byte[] value = EventEncoders.INTERACTIONS.value(click);
        for (int copy = 0; copy < (i % repeatEvery == 0 ? 2 : 1); copy++) {
          bytes += value.length;
          var unused =
              producer.send(
                  new ProducerRecord<>("interactions", key, value),
                  (sent, e) -> failure.compareAndSet(null, e));
        }
      }
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    return bytes;
  }

  /** Reads a topic to its end with a plain consumer for each share of its partitions. */
  long drain(String topic, int consumers, Consumer<ConsumerRecord<byte[], byte[]>> each)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(consumers);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      for (int share = 0; share < consumers; share++) {
        int index = share;
        counts.add(threads.submit(() -> drainShare(topic, index, consumers, each)));
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
      String topic, int share, int shares, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Properties properties = connection.clientProperties();
    properties.setProperty("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> mine =
          consumer.partitionsFor(topic).stream()
              .filter(p -> p.partition() % shares == share)
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(mine);
      consumer.seekToBeginning(mine);
      long wanted = consumer.endOffsets(mine).values().stream().mapToLong(end -> end).sum();
      long count = 0;
      while (count < wanted) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          each.accept(record);
          count++;
        }
      }
      return count;
    }
  }
}
