package io.campaignpulse.notifier;

import io.campaignpulse.source.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The reading of the topics the notifier follows: at first what stands in them, then, on a thread
 * of its own, what comes.
 */
final class Intake implements AutoCloseable {

  private static final String GROUP = "campaign-pulse-notifier";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_EMPTY_POLLS = 150;

  /**
   * What stands.
   *
   * @param catalogues every record of the other topics, in order
   * @param known of each alert the last record that was dealt with before; at a first start, the
   *     last record
   * @param next records of alerts that were not dealt with, in order
   * @param ends where the partitions of alerts ended
   */
  record CaughtUp(
      List<ConsumerRecord<byte[], byte[]>> catalogues,
      Map<String, ConsumerRecord<byte[], byte[]>> known,
      List<ConsumerRecord<byte[], byte[]>> next,
      Map<TopicPartition, Long> ends) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String alerts;
  private final List<String> catalogues;
  private volatile boolean closing;
  private volatile boolean following;

  /**
   * An intake that has read nothing.
   *
   * @param alerts the topic whose offsets are remembered
   * @param catalogues topics that are read from their beginning at every start
   */
  Intake(KafkaConnection connection, String alerts, List<String> catalogues) {
    this.alerts = alerts;
    this.catalogues = List.copyOf(catalogues);
    consumer =
        connection.consumer(
            Map.of(
                "group.id",
                GROUP,
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                "false"));
  }

  /** Who the offsets belong to. */
  ConsumerGroupMetadata reader() {
    return consumer.groupMetadata();
  }

  /** Whether somebody other than {@code self} committed last: then two believe to be the one. */
  boolean isTakenOverFrom(String self) {
    return consumer.committed(Set.copyOf(partitions(alerts))).values().stream()
        .anyMatch(committed -> committed != null && !committed.metadata().equals(self));
  }

  /**
   * Reads to where the topics end now.
   *
   * @throws IllegalStateException if a topic does not exist or cannot be read to its end
   */
  CaughtUp catchUp() {
    List<TopicPartition> ofAlerts = partitions(alerts);
    List<TopicPartition> all = new ArrayList<>(ofAlerts);
    catalogues.forEach(topic -> all.addAll(partitions(topic)));
    consumer.assign(all);
    consumer.seekToBeginning(all);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    Map<TopicPartition, Long> dealtWith = dealtWith(ofAlerts, ends);
    CaughtUp read =
        new CaughtUp(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new HashMap<>());
    ofAlerts.forEach(partition -> read.ends().put(partition, ends.getOrDefault(partition, 0L)));
    int emptyPolls = 0;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      var records = consumer.poll(POLL);
      emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
      if (emptyPolls > MAX_EMPTY_POLLS) {
        throw new IllegalStateException("the topics cannot be read to their ends");
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Long done = dealtWith.get(new TopicPartition(record.topic(), record.partition()));
        if (done == null) {
          read.catalogues().add(record);
        } else if (record.offset() < done) {
          String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
          read.known().put(key, record);
        } else {
          read.next().add(record);
        }
      }
    }
    return read;
  }

  private List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("topic " + topic + " does not exist");
    }
    return partitions;
  }

  /** At a first start all counts as dealt with: nobody wants to hear what is over. */
  private Map<TopicPartition, Long> dealtWith(
      List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    Map<TopicPartition, Long> dealtWith = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      dealtWith.put(
          partition, offset == null ? ends.getOrDefault(partition, 0L) : (Long) offset.offset());
    }
    return dealtWith;
  }

  /** Goes on reading into a queue, waiting while it is full, until it is closed. */
  void follow(BlockingQueue<Object> inbox) {
    following = true;
    Thread thread = new Thread(() -> read(inbox), "notifier-intake");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(BlockingQueue<Object> inbox) {
    try (consumer) {
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          inbox.put(record);
        }
      }
    } catch (WakeupException | InterruptException e) {
      // Closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Whoever takes it starts all over again from what is written down.
      boolean unused = inbox.offer(e);
    }
  }

  @Override
  public void close() {
    closing = true;
    if (following) {
      consumer.wakeup();
    } else {
      consumer.close();
    }
  }
}
