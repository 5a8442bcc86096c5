package io.campaignpulse.source;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.LatestRows;
import io.campaignpulse.ingest.RejectedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogues as they stand in Kafka, read to their end before a job is wired: of each id the
 * highest revision, a tie going to the larger canonical JSON; a record without value deletes what
 * came before it. Rows that cannot be read are left to the job itself to reject.
 */
public final class CatalogueReader {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MAX_EMPTY_POLLS = 60;

  private final KafkaConnection connection;
  private final RecordDecoders decoders;

  /** A reader of the catalogue topics of these brokers. */
  public CatalogueReader(KafkaConnection connection, RecordDecoders decoders) {
    this.connection = connection;
    this.decoders = decoders;
  }

  /**
   * All catalogues, each ordered by id.
   *
   * @throws IllegalStateException if a topic doesn't exist or cannot be read to its end
   */
  public CatalogueSnapshot read() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return new CatalogueSnapshot(
          rows(consumer, Topic.CAMPAIGNS, decoders.campaigns()),
          rows(consumer, Topic.PROMOTIONS, decoders.promotions()),
          rows(consumer, Topic.PLANS, decoders.plans()),
          rows(consumer, Topic.FX_RATES, decoders.fxRates()),
          rows(consumer, Topic.RULES, decoders.rules()));
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties client = connection.clientProperties();
    client.setProperty("isolation.level", "read_committed");
    client.setProperty("enable.auto.commit", "false");
    client.setProperty("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static <R extends CatalogueRow> List<R> rows(
      KafkaConsumer<byte[], byte[]> consumer, Topic topic, RecordDecoder<R> decoder) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.label()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("topic " + topic.label() + " does not exist");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    // By record key, so that a deletion finds the row whatever it says.
    Map<String, R> byKey = new LinkedHashMap<>();
    int emptyPolls = 0;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      var records = consumer.poll(POLL);
      emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
      if (emptyPolls > MAX_EMPTY_POLLS) {
        throw new IllegalStateException("topic " + topic.label() + " cannot be read to its end");
      }
      records.forEach(record -> apply(record, topic, decoder, byKey));
    }
    Map<String, R> byId = new TreeMap<>();
    byKey.values().forEach(row -> byId.merge(row.id(), row, LatestRows::standing));
    LOG.info("Read {} {}", byId.size(), topic.label());
    return List.copyOf(byId.values());
  }

  private static <R extends CatalogueRow> void apply(
      ConsumerRecord<byte[], byte[]> record,
      Topic topic,
      RecordDecoder<R> decoder,
      Map<String, R> byKey) {
    byte[] key = record.key();
    String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (record.value() == null) {
      byKey.remove(name);
      return;
    }
    try {
      R row =
          decoder.decode(
              new RawRecord(
                  topic,
                  record.partition(),
                  record.offset(),
                  null,
                  record.timestamp(),
                  key,
                  record.value(),
                  WireFormat.AVRO),
              unknown -> {});
      byKey.merge(key == null ? row.id() : name, row, LatestRows::standing);
    } catch (RejectedException e) {
      LOG.warn("Skipped {} at {}: {}", topic.label(), record.offset(), e.detail());
    }
  }
}
