package io.campaignpulse.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.CatalogueSnapshot;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.simulation.Delivery;
import io.campaignpulse.simulation.KafkaPublisher;
import io.campaignpulse.simulation.MarketCatalogue;
import io.campaignpulse.simulation.MarketOptions;
import io.campaignpulse.simulation.Payload;
import io.campaignpulse.simulation.PlannedIncidents;
import io.campaignpulse.source.CatalogueReader;
import io.campaignpulse.source.KafkaConnection;
import io.campaignpulse.source.RecordDecoders;
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

  @Test
  void catalogues_of_a_market_are_readable() throws Exception {
    MarketCatalogue catalogue =
        new MarketCatalogue(
            Clock.systemUTC().millis(), new MarketOptions(1, 100, 240, PlannedIncidents.NONE));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      TopicLayout.create(kafka.bootstrapServers(), 1, ArrivalStamp.SENDER);
      try (KafkaPublisher publisher = new KafkaPublisher(kafka.bootstrapServers())) {
        for (Delivery row : catalogue.rows()) {
          publisher.publish(row);
        }
        publisher.flush();
      }
      CatalogueSnapshot known =
          new CatalogueReader(
                  KafkaConnection.to(kafka.bootstrapServers()),
                  new RecordDecoders(new TimeBounds(null, Duration.ofDays(1).toMillis())))
              .read();
      assertThat(known.channelLags()).extracting("id").contains("EMAIL|ORDER", "EMAIL|LEAD");
      assertThat(
              known.campaigns().size()
                  + known.promotions().size()
                  + known.plans().size()
                  + known.fxRates().size()
                  + known.channelLags().size())
          .isEqualTo(catalogue.rows().size());
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
