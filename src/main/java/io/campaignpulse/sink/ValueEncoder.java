package io.campaignpulse.sink;

import io.campaignpulse.source.SingleObject;
import io.campaignpulse.source.WireSchema;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * How a value becomes a Kafka record: its key, and its Avro single object. Every value can be
 * encoded. For any number of threads.
 *
 * @param <T> the flow record
 */
public final class ValueEncoder<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The record key of a value. */
  public interface KeyOf<T> extends Function<T, String>, Serializable {}

  /** Writes a value's fields in the order of its schema. */
  interface Body<T> extends Serializable {
    void write(T value, WireWriter out);
  }

  private final WireSchema wire;
  private final byte[] header;
  private final KeyOf<T> keyOf;
  private final Body<T> body;

  ValueEncoder(WireSchema wire, KeyOf<T> keyOf, Body<T> body) {
    this.wire = wire;
    this.header = SingleObject.header(wire.schema());
    this.keyOf = keyOf;
    this.body = body;
  }

  /** The topic it is written to. */
  public String topic() {
    return wire.topic();
  }

  /** The record key, which also decides the partition. */
  public byte[] key(T value) {
    return keyOf.apply(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The record value. */
  public byte[] value(T value) {
    WireWriter out = new WireWriter(header);
    body.write(value, out);
    return out.toBytes();
  }
}
