package io.campaignpulse.load;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.source.RawRecords;
import io.campaignpulse.source.file.FileRecords;
import io.campaignpulse.source.file.ReplayFile;
import io.campaignpulse.source.json.JsonRecords;
import io.campaignpulse.wire.TopicEncoders;
import io.campaignpulse.wire.ValueEncoder;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The records of one file of a folder as records of its topic, and how far they were read. */
final class FileProgress implements AutoCloseable {

  private final Topic topic;
  private final FileRecords records;
  private final FieldsReader<?> reader;
  private final ValueEncoder<Object> encoder;
  private final TimeBounds bounds;
  private final Map<RejectionReason, Integer> refused = new TreeMap<>();
  private long read;
  private @Nullable ProducerRecord<byte[], byte[]> next;
  private long arrival = Long.MIN_VALUE;

  /** Opens a file whose first records were loaded before. */
  FileProgress(ReplayFile file, long loaded, TimeBounds bounds) {
    this.topic = file.topic();
    this.records = FileRecords.open(file);
    this.reader = TopicReaders.of(topic);
    this.encoder = TopicEncoders.of(topic);
    this.bounds = bounds;
    while (read < loaded && records.next() != null) {
      read++;
    }
    advance();
  }

  Topic topic() {
    return topic;
  }

  /** The next record; null at the end of the file. */
  @Nullable ProducerRecord<byte[], byte[]> next() {
    return next;
  }

  /**
   * When the next record arrived, epoch milliseconds; rows of catalogues come before everything.
   */
  long arrival() {
    return arrival;
  }

  /** How many records were read, the next one not among them. */
  long passed() {
    return next == null ? read : read - 1;
  }

  /** The records that were refused, by reason. */
  Map<RejectionReason, Integer> refused() {
    return refused;
  }

  /** Goes on to the next record that can be read. */
  void advance() {
    next = null;
    for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
      read++;
      try {
        next = encoded(raw);
        return;
      } catch (RejectedException e) {
        refused.merge(e.reason(), 1, Integer::sum);
      }
    }
  }

  private ProducerRecord<byte[], byte[]> encoded(RawRecord raw) {
    byte[] value = raw.value();
    if (value == null) {
      throw new RejectedException(RejectionReason.MALFORMED, "no value");
    }
    Origin origin = new Origin(raw.partition(), raw.position(), raw.file(), raw.arrivalTime());
    Object typed = reader.read(JsonRecords.parse(value), origin);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.label(), encoder.key(typed), encoder.value(typed));
    if (typed instanceof Event event) {
      bounds.check(event.eventTime(), event.origin().arrivalTime());
      arrival = event.origin().arrivalTime();
      record.headers().add(RawRecords.ARRIVAL_TIME, RawRecords.arrivalHeader(arrival));
    }
    return record;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
