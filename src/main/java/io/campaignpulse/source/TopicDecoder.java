package io.campaignpulse.source;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.DeletedRow;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.TimeBounds;
import io.campaignpulse.source.json.JsonRecords;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of any topic: Avro or JSON into fields, the fields into a value by the topic's
 * reader, and the value's time checked before a watermark can see it. A catalogue record without
 * value is the deletion of the row that its key names.
 */
public final class TopicDecoder<E> implements RecordDecoder<E> {

  /** Makes a topic's reader where the decoder runs; readers themselves don't travel. */
  public interface ReaderSource<E> extends Supplier<FieldsReader<E>>, Serializable {}

  private final Topic topic;
  private final ReaderSource<E> readerSource;
  private final TimeBounds bounds;
  private transient @Nullable FieldsReader<E> reader;
  private transient @Nullable SingleObject<GenericRecord> avro;

  /**
   * A decoder.
   *
   * @param bounds range of valid event times; without meaning for catalogue rows
   */
  public TopicDecoder(Topic topic, ReaderSource<E> readerSource, TimeBounds bounds) {
    this.topic = topic;
    this.readerSource = readerSource;
    this.bounds = bounds;
  }

  @Override
  public E decode(RawRecord record, IntConsumer unknownFields) {
    byte[] value = record.value();
    if (value == null && topic.isCatalogue()) {
      return deletion(record);
    }
    if (value == null || value.length == 0) {
      throw new RejectedException(RejectionReason.MALFORMED, "no value");
    }
    Fields fields =
        record.format() == WireFormat.JSON
            ? JsonRecords.parse(value)
            : new AvroFields(avro().decode(value));
    FieldsReader<E> reader = reader();
    unknownFields.accept(reader.unknownFields(fields));
    E read = reader.read(fields, origin(record));
    if (read instanceof Event event) {
      bounds.check(event.eventTime(), event.origin().arrivalTime());
    }
    return read;
  }

  @SuppressWarnings("unchecked") // What a catalogue's topic holds is rows of that catalogue.
  private E deletion(RawRecord record) {
    byte[] key = record.key();
    String id = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    return (E) DeletedRow.of(topic, id, origin(record));
  }

  /** Where the record came from. */
  static Origin origin(RawRecord record) {
    return new Origin(record.partition(), record.position(), record.file(), record.arrivalTime());
  }

  private FieldsReader<E> reader() {
    FieldsReader<E> made = reader;
    if (made == null) {
      made = readerSource.get();
      reader = made;
    }
    return made;
  }

  private SingleObject<GenericRecord> avro() {
    SingleObject<GenericRecord> made = avro;
    if (made == null) {
      made = SingleObject.generic(WireSchema.of(topic));
      avro = made;
    }
    return made;
  }
}
