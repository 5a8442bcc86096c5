package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.io.Encoder;

/** Form of the entries of a map by text: a map in Avro, an object in JSON. */
record EntriesCodec<V>(Codec<V> value) implements Codec<Collection<Map.Entry<String, V>>> {

  @Override
  public Class<?> type() {
    return Collection.class;
  }

  @Override
  public void write(Collection<Map.Entry<String, V>> entries, Encoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(entries.size());
    for (Map.Entry<String, V> entry : entries) {
      out.startItem();
      out.writeString(entry.getKey());
      value.write(entry.getValue(), out);
    }
    out.writeMapEnd();
  }

  @Override
  public void write(Collection<Map.Entry<String, V>> entries, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, V> entry : entries) {
      out.writeFieldName(entry.getKey());
      value.write(entry.getValue(), out);
    }
    out.writeEndObject();
  }

  @Override
  public Collection<Map.Entry<String, V>> read(Object datum) {
    List<Map.Entry<String, V>> entries = new ArrayList<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) datum).entrySet()) {
      V read = Objects.requireNonNull(value.read(entry.getValue()));
      entries.add(Map.entry(entry.getKey().toString(), read));
    }
    return entries;
  }
}
