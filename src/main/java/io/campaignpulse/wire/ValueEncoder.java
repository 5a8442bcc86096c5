package io.campaignpulse.wire;

import io.campaignpulse.source.SingleObject;
import io.campaignpulse.source.WireSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Kafka record of a value: its key, and its Avro single object. Every value can be encoded. For any
 * number of threads.
 *
 * @param <T> the flow record
 */
public final class ValueEncoder<T> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int INITIAL_BYTES = 256;

  /** Buffered: what isn't writes byte by byte to a synchronised stream, three times as slowly. */
  private static final EncoderFactory ENCODERS =
      new EncoderFactory().configureBufferSize(INITIAL_BYTES);

  /** The record key of a value. */
  public interface KeyOf<T> extends Function<T, String>, Serializable {}

  /** Writes a value's fields in the order of its schema. */
  interface HandWritten<T> extends Serializable {
    void write(T value, WireWriter out);
  }

  /** Encodes a value with its header. */
  private interface Bytes<T> extends Serializable {
    byte[] of(T value, byte[] header);
  }

  private final WireSchema wire;
  private final byte[] header;
  private final KeyOf<T> keyOf;
  private final Bytes<T> bytes;

  private ValueEncoder(WireSchema wire, KeyOf<T> keyOf, Bytes<T> bytes) {
    this.wire = wire;
    this.header = SingleObject.header(wire.schema());
    this.keyOf = keyOf;
    this.bytes = bytes;
  }

  /** Returns the encoder of values of a shape. */
  static <T> ValueEncoder<T> of(KeyOf<T> keyOf, BoundShape<T> shape) {
    return new ValueEncoder<>(
        shape.wire(), keyOf, (value, header) -> encode(value, header, shape.codec()));
  }

  /** Returns the encoder of values of a shape that aren't read back by it. */
  static <T> ValueEncoder<T> of(WireSchema wire, KeyOf<T> keyOf, RecordShape<T> shape) {
    return of(keyOf, new BoundShape<>(wire, shape));
  }

  /** Returns the encoder of values that are written by hand. */
  static <T> ValueEncoder<T> byHand(WireSchema wire, KeyOf<T> keyOf, HandWritten<T> body) {
    return new ValueEncoder<>(
        wire,
        keyOf,
        (value, header) -> {
          WireWriter out = new WireWriter(header);
          body.write(value, out);
          return out.toBytes();
        });
  }

  private static <T> byte[] encode(T value, byte[] header, Codec<T> codec) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    bytes.writeBytes(header);
    BinaryEncoder out = ENCODERS.binaryEncoder(bytes, null);
    try {
      codec.write(value, out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a value that cannot be written: " + value, e);
    }
    return bytes.toByteArray();
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
    return bytes.of(value, header);
  }
}
