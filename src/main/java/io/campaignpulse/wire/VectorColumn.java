package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Columns of amounts that are indexed by the ordinals of an enum. */
record VectorColumn<R>(Getter<R, long[]> getter, List<FieldColumn<long[], ?>> slots)
    implements Column<R> {

  @Override
  public void write(@Nullable R record, Encoder out) throws IOException {
    long[] amounts = record == null ? null : getter.of(record);
    for (FieldColumn<long[], ?> slot : slots) {
      slot.write(amounts, out);
    }
  }

  @Override
  public void write(@Nullable R record, JsonGenerator out) throws IOException {
    long[] amounts = record == null ? null : getter.of(record);
    for (FieldColumn<long[], ?> slot : slots) {
      slot.write(amounts, out);
    }
  }

  @Override
  public long[] read(GenericRecord row) {
    long[] amounts = new long[slots.size()];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = ((Number) Objects.requireNonNull(slots.get(i).read(row))).longValue();
    }
    return amounts;
  }

  @Override
  public Class<?> type() {
    return long[].class;
  }
}
