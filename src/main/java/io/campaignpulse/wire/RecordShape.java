package io.campaignpulse.wire;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * Shape of a record: its class and its columns in the order of the schema's fields.
 *
 * @param <R> the record
 */
record RecordShape<R>(Class<R> type, Description<R> description) implements Kind<R>, Serializable {

  /** Adds the columns of a record. */
  interface Description<R> extends Consumer<Columns<R>>, Serializable {}

  @Override
  public RecordCodec<R> bind(Schema schema) {
    RecordCodec<R> codec = writer(schema);
    codec.requireReadable();
    return codec;
  }

  /** Returns the form of records that are only written; columns needn't give every component. */
  RecordCodec<R> writer(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException(type.getSimpleName() + " isn't written as " + schema);
    }
    Columns<R> columns = new Columns<>(type, schema);
    description.accept(columns);
    return columns.whole();
  }
}
