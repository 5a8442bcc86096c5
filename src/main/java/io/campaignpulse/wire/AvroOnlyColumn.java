package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Column that JSON doesn't show. */
record AvroOnlyColumn<R>(Column<R> column) implements Column<R> {

  @Override
  public void write(@Nullable R record, Encoder out) throws IOException {
    column.write(record, out);
  }

  @Override
  public void write(@Nullable R record, JsonGenerator out) {}

  @Override
  public @Nullable Object read(GenericRecord row) {
    return column.read(row);
  }

  @Override
  public Class<?> type() {
    return column.type();
  }
}
