package io.campaignpulse.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.local.EmbeddedKafka;
import io.campaignpulse.source.CatalogueReader;
import io.campaignpulse.source.EventStreams;
import io.campaignpulse.source.EventWatermarks;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.KafkaRecords;
import io.campaignpulse.source.RecordDecoders;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.CatalogueEncoders;
import io.campaignpulse.wire.EventEncoders;
import io.campaignpulse.wire.Results;
import io.campaignpulse.wire.ValueEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of the wire against a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaEndsTest {
  private static final RecordDecoders DECODERS = new RecordDecoders(new TimeBounds(0L, 300_000));

  private EmbeddedKafka broker;
  private KafkaConnection connection;

  @BeforeAll
  void startBroker(@TempDir Path directory) throws Exception {
    broker = EmbeddedKafka.start(directory);
    connection = KafkaConnection.to(broker.bootstrapServers());
    try (Admin admin = Admin.create(connection.clientProperties())) {
      admin
          .createTopics(
              Stream.of(
                      "interactions",
                      "campaigns",
                      "promotions",
                      "plans",
                      "fx-rates",
                      "rules",
                      "calendar",
                      "channel-lags",
                      "credits")
                  .map(topic -> new NewTopic(topic, 2, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void eventsComeThroughABrokerAndADecodingJob() throws Exception {
    List<Interaction> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < 100; i++) {
        Interaction click = TestingWireValues.sparseClick(i);
        sent.add(click);
        send(producer, EventEncoders.INTERACTIONS, click);
      }
      producer.send(new ProducerRecord<>("interactions", new byte[] {1})).get();
    }
    StreamExecutionEnvironment env = environment();
    EventStreams.Decoded<Interaction> decoded =
        EventStreams.decode(
            bounded().read(env, Topic.INTERACTIONS),
            Topic.INTERACTIONS,
            new RecordDecoders(new TimeBounds(null, 300_000)).interactions(),
            Interaction.class,
            EventWatermarks.of(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    assertThat(collect(env, decoded.events()))
        .extracting(Interaction::eventId)
        .containsExactlyInAnyOrderElementsOf(sent.stream().map(Interaction::eventId).toList());
  }

  @Test
  void creditsWrittenInTransactionsAreReadBack() throws Exception {
    Credit credit = TestingWireValues.credit();
    StreamExecutionEnvironment writing = environment();
    writing
        .fromData(List.of(credit), TypeInformation.of(Credit.class))
        .uid("make-credits")
        .sinkTo(new KafkaSinks(connection, "test", Duration.ofMinutes(1), () -> 5).credits())
        .uid("write-credits");
    writing.execute();

    StreamExecutionEnvironment reading = environment();
    DataStream<Credit> credits =
        bounded().results(reading, Results.CREDITS.decoder(), WatermarkStrategy.noWatermarks());
    assertThat(collect(reading, credits))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(credit);
  }

  @Test
  void aCatalogueStandsAsItsHighestRevisionsSay() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      send(producer, CatalogueEncoders.CAMPAIGNS, campaign("a", "newest", 3));
      send(producer, CatalogueEncoders.CAMPAIGNS, campaign("a", "older", 2));
      send(producer, CatalogueEncoders.CAMPAIGNS, campaign("b", "deleted", 9));
      producer.send(new ProducerRecord<>("campaigns", key("b"), null)).get();
      send(producer, CatalogueEncoders.CAMPAIGNS, campaign("c", "tie 1", 1));
      send(producer, CatalogueEncoders.CAMPAIGNS, campaign("c", "tie 2", 1));
      producer.send(new ProducerRecord<>("campaigns", key("d"), new byte[] {1})).get();
      send(producer, CatalogueEncoders.FX_RATES, TestingWireValues.fxRate());
      send(producer, CatalogueEncoders.CALENDAR, TestingWireValues.calendarEvent());
      send(producer, CatalogueEncoders.CHANNEL_LAGS, TestingWireValues.channelLags());
    }
    CatalogueSnapshot snapshot = new CatalogueReader(connection, DECODERS).read();
    assertThat(snapshot.campaigns())
        .extracting(Campaign::campaignId, Campaign::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", "newest"),
            org.assertj.core.groups.Tuple.tuple("c", "tie 2"));
    assertThat(snapshot.fxRates()).hasSize(1);
    assertThat(snapshot.rules()).isEmpty();
    assertThat(snapshot.calendar()).extracting("id").containsExactly("double-11");
    assertThat(snapshot.channelLags()).extracting("id").containsExactly("EMAIL|QUALIFIED_LEAD");
  }

  private static Campaign campaign(String id, String name, long revision) {
    return CanonicalJson.stamped(
        json ->
            new Campaign(
                id,
                name,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                revision,
                json,
                new Origin(0, 0, null, 0)));
  }

  private static <T> void send(
      KafkaProducer<byte[], byte[]> producer, ValueEncoder<T> encoder, T value) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                encoder.topic(),
                null,
                TestingWireValues.TIME,
                encoder.key(value),
                encoder.value(value)))
        .get();
  }

  private static byte[] key(String id) {
    return CatalogueEncoders.CAMPAIGNS.key(campaign(id, "any", 0));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties client = connection.clientProperties();
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private KafkaRecords bounded() {
    return new KafkaRecords(connection, "test", true, true);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  private static <T> List<T> collect(StreamExecutionEnvironment env, DataStream<T> stream)
      throws Exception {
    List<T> all = new ArrayList<>();
    CloseableIterator<T> results = stream.collectAsync();
    env.execute();
    results.forEachRemaining(all::add);
    results.close();
    return all;
  }
}
