package io.campaignpulse.job;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Topic;
import io.campaignpulse.source.EventStreams;
import io.campaignpulse.source.EventStreams.Decoded;
import io.campaignpulse.source.EventWatermarks;
import io.campaignpulse.source.KafkaRecords;
import io.campaignpulse.source.RecordDecoder;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The topics of a Kafka cluster. */
final class KafkaInputs implements JobInputs {
  // Long enough for a busy partition between two fetches, short enough that the page stays live.
  private static final Duration IDLENESS = Duration.ofSeconds(10);

  private final StreamExecutionEnvironment env;
  private final KafkaRecords records;
  private final Duration outOfOrderness;

  KafkaInputs(StreamExecutionEnvironment env, KafkaRecords records, Duration outOfOrderness) {
    this.env = env;
    this.records = records;
    this.outOfOrderness = outOfOrderness;
  }

  @Override
  public <E extends Event> Decoded<E> events(Topic topic, RecordDecoder<E> decoder, Class<E> type) {
    return EventStreams.decode(
        records.read(env, topic),
        topic,
        decoder,
        type,
        EventWatermarks.of(outOfOrderness, IDLENESS));
  }

  @Override
  public <R extends CatalogueRow> Decoded<R> rows(
      Topic topic, RecordDecoder<R> decoder, Class<R> type) {
    return EventStreams.decode(
        records.read(env, topic), topic, decoder, type, EventWatermarks.timeless());
  }
}
