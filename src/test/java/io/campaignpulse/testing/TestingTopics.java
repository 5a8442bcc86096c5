package io.campaignpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.server.KafkaEventLog;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.RawRecords;
import io.campaignpulse.source.RecordDecoder;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.json.JsonRecords;
import io.campaignpulse.wire.CampaignMetricsForm;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What stands in the result topics of a broker, read committed, in the form of replay files. */
public final class TestingTopics {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fields that tell when and how often, not what: left out where live and replay are compared. */
  private static final Set<String> NOT_COMPARED =
      Set.of("revision", "previousWeight", "previousValue", "complete", "updatedAt", "bookings");

  /** Fields of a plan that don't change with the time it is looked at. */
  private static final Set<String> OF_THE_PAST =
      Set.of(
          "key",
          "measure",
          "goal",
          "startTime",
          "endTime",
          "actual",
          "attainment",
          "opening",
          "received",
          "onHand",
          "sellThrough",
          "soldOutAt",
          "discountCost",
          "problem",
          "problemDetail");

  private final String bootstrapServers;

  /** The topics of a broker. */
  public TestingTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** The last campaign-metrics of each key that isn't all zero, comparable. */
  public Map<String, JsonNode> campaignMetrics() {
    CampaignMetricsForm form = new CampaignMetricsForm(List.of(AttributionModel.values()));
    Map<String, JsonNode> rows = new TreeMap<>();
    for (var row : all(Results.campaignMetricsDecoder())) {
      boolean zero =
          Arrays.stream(row.base()).allMatch(amount -> amount == 0)
              && row.reach() == 0
              && row.attributed().stream()
                  .allMatch(e -> Arrays.stream(e.amounts()).allMatch(a -> a == 0));
      if (zero) {
        rows.remove(row.key());
      } else {
        rows.put(row.key(), comparable(new String(form.line(row), StandardCharsets.UTF_8)));
      }
    }
    return rows;
  }

  /** The last credit of each key that wasn't withdrawn, comparable. */
  public Map<String, JsonNode> credits() {
    ResultForm<Credit> form = Results.CREDITS.form();
    Map<String, JsonNode> rows = new TreeMap<>();
    for (var credit : all(Results.CREDITS.decoder())) {
      if (credit.weightNanos() == 0) {
        rows.remove(credit.key());
      } else {
        rows.put(credit.key(), comparable(new String(form.line(credit), StandardCharsets.UTF_8)));
      }
    }
    return rows;
  }

  /** What the last progress of each plan says of the past, daily budgets left out, comparable. */
  public Map<String, JsonNode> planProgress() {
    ResultForm<PlanProgress> form = Results.PLAN_PROGRESS.form();
    return comparablePlans(
        all(Results.PLAN_PROGRESS.decoder()).stream()
            .map(progress -> new String(form.line(progress), StandardCharsets.UTF_8)));
  }

  /** The same of lines of a results file; of several of a plan the last. */
  public static Map<String, JsonNode> comparablePlans(Stream<String> lines) {
    Map<String, JsonNode> plans = new TreeMap<>();
    lines
        .map(TestingTopics::parse)
        .filter(plan -> !plan.get("kind").asText().equals("DAILY_BUDGET"))
        .forEach(
            plan -> plans.put(plan.get("key").asText(), ((ObjectNode) plan).retain(OF_THE_PAST)));
    return plans;
  }

  /** What a summing reader of credits has: of each key every booked amount that isn't 0. */
  public Map<String, Map<String, BigDecimal>> booked() {
    ResultForm<Credit> form = Results.CREDITS.form();
    return booked(
        all(Results.CREDITS.decoder()).stream()
            .map(credit -> new String(form.line(credit), StandardCharsets.UTF_8)));
  }

  /** The booked amounts of the lines of a credits file. */
  public static Map<String, Map<String, BigDecimal>> booked(Stream<String> lines) {
    Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
    lines.forEach(
        line -> {
          JsonNode credit = parse(line);
          Map<String, BigDecimal> sum =
              sums.computeIfAbsent(credit.get("key").asText(), key -> new TreeMap<>());
          for (JsonNode booking : credit.get("bookings")) {
            booking
                .propertyStream()
                .filter(amount -> !amount.getKey().equals("time"))
                .forEach(
                    amount ->
                        sum.merge(
                            amount.getKey(),
                            new BigDecimal(amount.getValue().asText()).stripTrailingZeros(),
                            (a, b) -> a.add(b).stripTrailingZeros()));
          }
        });
    sums.values().forEach(sum -> sum.values().removeIf(amount -> amount.signum() == 0));
    sums.values().removeIf(Map::isEmpty);
    return sums;
  }

  /** The last business-metrics of each key. */
  public Map<String, BusinessMetrics> businessMetrics() {
    Map<String, BusinessMetrics> rows = new TreeMap<>();
    all(Results.BUSINESS_METRICS.decoder()).forEach(row -> rows.put(row.key(), row));
    return rows;
  }

  /** Those of them whose books do not balance. */
  public Map<String, BusinessMetrics> unbalanced() {
    Map<String, BusinessMetrics> rows = businessMetrics();
    rows.values().removeIf(row -> row.conservation() != null && row.conservation().balanced());
    return rows;
  }

  /** Every record of credits. */
  public List<Credit> creditRecords() {
    return all(Results.CREDITS.decoder());
  }

  /** The transitions of alerts. */
  public List<Alert> alerts() {
    return all(Results.ALERTS.decoder());
  }

  /** The rejected records. */
  public List<Rejection> rejected() {
    return all(Results.rejectedDecoder());
  }

  /** The last book of each topic; of the job that answers for it. */
  public Map<Topic, LedgerBook> ledger() {
    Map<Topic, LedgerBook> books = new EnumMap<>(Topic.class);
    for (LedgerBook book : all(Results.ledgerDecoder())) {
      books.merge(book.topic(), book, (a, b) -> b.revision() >= a.revision() ? b : a);
    }
    return books;
  }

  /** Waits until the books tell what became of exactly this many records of a topic. */
  public void awaitReceived(Topic topic, long records, Duration patience) {
    await()
        .alias(topic.label() + " received")
        .atMost(patience)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              LedgerBook book = ledger().get(topic);
              assertThat(book).isNotNull();
              assertThat(book.counts()[Outcome.RECEIVED.ordinal()])
                  .as("received of %s", Arrays.toString(book.counts()))
                  .isEqualTo(records);
              assertThat(accounted(book))
                  .as("accounted of %s", Arrays.toString(book.counts()))
                  .isEqualTo(records);
            });
  }

  /** How many records a book tells the fate of. */
  public static long accounted(LedgerBook book) {
    return Stream.of(
            Outcome.COUNTED, Outcome.DUPLICATE, Outcome.REJECTED, Outcome.FILTERED, Outcome.LATE)
        .mapToLong(outcome -> book.counts()[outcome.ordinal()])
        .sum();
  }

  /** Lines of a results file by key, comparable. */
  public static Map<String, JsonNode> comparableLines(String file) {
    return file.lines()
        .map(TestingTopics::comparable)
        .collect(
            Collectors.toMap(
                row -> row.get("key").asText(), row -> row, (a, b) -> b, TreeMap::new));
  }

  /** Writes JSON lines to a topic as the server would; returns once the broker has them. */
  public void write(Topic topic, List<String> lines) throws Exception {
    FieldsReader<?> reader = TopicReaders.of(topic);
    List<CompletableFuture<?>> acknowledged = new ArrayList<>();
    try (KafkaEventLog log =
        new KafkaEventLog(KafkaConnection.to(bootstrapServers), Duration.ofSeconds(60))) {
      for (String line : lines) {
        Fields fields = JsonRecords.parse(line.getBytes(StandardCharsets.UTF_8));
        acknowledged.add(log.append(topic, reader.read(fields, new Origin(0, 0, null, 0))));
      }
      CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new)).join();
    }
  }

  /** Writes raw values to a topic as somebody careless would. */
  public void writeRaw(Topic topic, List<byte @Nullable []> values) throws Exception {
    writeRaw(topic.label(), values);
  }

  /** Writes raw values to any topic. */
  public void writeRaw(String topic, List<byte @Nullable []> values) throws Exception {
    Properties client = KafkaConnection.to(bootstrapServers).clientProperties();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
      for (byte[] value : values) {
        acknowledged.add(producer.send(new ProducerRecord<>(topic, value)));
      }
      producer.flush();
      for (Future<RecordMetadata> record : acknowledged) {
        record.get();
      }
    }
  }

  /** The values of a topic as they are. */
  public List<byte[]> raw(String topic) {
    return records(topic).stream().map(ConsumerRecord::value).toList();
  }

  /** When the broker took in each event of a topic, by its id, epoch milliseconds. */
  public <E extends Record & Event> Map<String, Long> arrivals(
      Topic topic, RecordDecoder<E> decoder) {
    Map<String, Long> arrivals = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic.label())) {
      E event = decoder.decode(RawRecords.of(topic, record), unknown -> {});
      arrivals.put(
          parse(CanonicalJson.of(event)).get("eventId").asText(), event.origin().arrivalTime());
    }
    return arrivals;
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Properties client = KafkaConnection.to(bootstrapServers).clientProperties();
    client.setProperty("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < end(ends, p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.value() != null) {
            records.add(record);
          }
        }
      }
    }
    return records;
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    Long end = ends.get(partition);
    return end == null ? 0 : end;
  }

  private <R> List<R> all(ResultDecoder<R> decoder) {
    return raw(decoder.wire().topic()).stream().map(decoder::decode).toList();
  }

  private static JsonNode comparable(String line) {
    return ((ObjectNode) parse(line)).remove(NOT_COMPARED);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
