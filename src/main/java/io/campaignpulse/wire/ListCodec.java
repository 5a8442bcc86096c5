package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.Encoder;

/** Form of a list: an array of elements of one kind. */
record ListCodec<V>(Codec<V> element) implements Codec<List<V>> {

  @Override
  public Class<?> type() {
    return List.class;
  }

  @Override
  public void write(List<V> values, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(values.size());
    for (V value : values) {
      out.startItem();
      element.write(value, out);
    }
    out.writeArrayEnd();
  }

  @Override
  public void write(List<V> values, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (V value : values) {
      element.write(value, out);
    }
    out.writeEndArray();
  }

  @Override
  public List<V> read(Object datum) {
    List<?> data = (List<?>) datum;
    List<V> values = new ArrayList<>(data.size());
    for (Object each : data) {
      V value = element.read(each);
      if (value == null) {
        throw new IllegalArgumentException("an element of a later version: " + each);
      }
      values.add(value);
    }
    return values;
  }
}
