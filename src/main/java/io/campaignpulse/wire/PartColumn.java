package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Columns of a part, among those of the record it belongs to. */
record PartColumn<R, P>(Getter<R, P> getter, RecordCodec<P> codec, boolean leftOut)
    implements Column<R> {

  @Override
  public void write(@Nullable R record, Encoder out) throws IOException {
    codec.writeColumns(record == null ? null : getter.of(record), out);
  }

  @Override
  public void write(@Nullable R record, JsonGenerator out) throws IOException {
    P part = record == null ? null : getter.of(record);
    if (part != null || !leftOut) {
      codec.writeColumns(part, out);
    }
  }

  @Override
  public @Nullable P read(GenericRecord row) {
    return codec.readPart(row);
  }

  @Override
  public Class<?> type() {
    return codec.type();
  }
}
