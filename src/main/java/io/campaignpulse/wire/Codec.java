package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Form of one kind of value in Avro and in JSON. For any number of threads.
 *
 * @param <V> the value in a flow record
 */
interface Codec<V> {

  /** Returns the class of the values, boxed. */
  Class<?> type();

  /** Writes a value in Avro's binary encoding. */
  void write(V value, Encoder out) throws IOException;

  /** Writes a JSON value. */
  void write(V value, JsonGenerator out) throws IOException;

  /** Returns the value of an Avro datum; null for a symbol of a later version. */
  @Nullable V read(Object datum);
}
