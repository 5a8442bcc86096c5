package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * One column of a record, or several that belong together. Without a record all of it is null.
 *
 * @param <R> the record
 */
interface Column<R> {

  /** Writes the column in Avro. */
  void write(@Nullable R record, Encoder out) throws IOException;

  /** Writes the column's names and values into an open JSON object. */
  void write(@Nullable R record, JsonGenerator out) throws IOException;

  /** Returns the component that the column holds in an Avro record; null for none. */
  @Nullable Object read(GenericRecord row);

  /** Returns the class of the component, boxed. */
  Class<?> type();

  /** Reads a component from an Avro record. */
  @FunctionalInterface
  interface Reader {
    /** Returns the component; null for none. */
    @Nullable Object read(GenericRecord row);
  }
}
