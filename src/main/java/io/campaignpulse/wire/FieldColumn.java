package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Column that is one field of the schema. */
final class FieldColumn<R, V> implements Column<R> {
  private final SerializableString name;
  private final int position;
  private final boolean optional;
  private final Codec<V> codec;
  private final Getter<R, V> getter;

  FieldColumn(String name, int position, boolean optional, Codec<V> codec, Getter<R, V> getter) {
    this.name = new SerializedString(name);
    this.position = position;
    this.optional = optional;
    this.codec = codec;
    this.getter = getter;
  }

  @Override
  public void write(@Nullable R record, Encoder out) throws IOException {
    V value = record == null ? null : getter.of(record);
    if (value == null) {
      if (!optional) {
        throw new IllegalArgumentException(name + " is missing in " + record);
      }
      out.writeIndex(0);
      return;
    }
    if (optional) {
      out.writeIndex(1);
    }
    codec.write(value, out);
  }

  @Override
  public void write(@Nullable R record, JsonGenerator out) throws IOException {
    V value = record == null ? null : getter.of(record);
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      codec.write(value, out);
    }
  }

  @Override
  public @Nullable V read(GenericRecord row) {
    Object datum = row.get(position);
    V value = datum == null ? null : codec.read(datum);
    if (value == null && !optional) {
      throw new IllegalArgumentException(name + " is " + datum);
    }
    return value;
  }

  @Override
  public Class<?> type() {
    return codec.type();
  }
}
