package io.campaignpulse.wire;

import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WireSchema;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Record of a topic of results: what writes it to Kafka, what reads it back, and its JSON for
 * replay files, HTTP and streams. For any number of threads.
 *
 * @param <R> the flow record
 */
public final class WireRecord<R> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WireSchema wire;
  private final RecordShape<R> shape;
  private final ValueEncoder<R> encoder;
  private final ResultForm<R> form;
  private transient volatile @Nullable RecordCodec<R> codec;

  /**
   * A record.
   *
   * @throws IllegalArgumentException if its columns aren't those of the schema
   */
  WireRecord(WireSchema wire, ValueEncoder.KeyOf<R> keyOf, RecordShape<R> shape) {
    this.wire = wire;
    this.shape = shape;
    this.encoder = ValueEncoder.of(wire, keyOf, (value, out) -> codec().write(value, out));
    this.form = (value, out) -> codec().write(value, out);
    this.codec = shape.bind(wire.schema());
  }

  /** Returns what writes records to the topic. */
  public ValueEncoder<R> encoder() {
    return encoder;
  }

  /** Returns the JSON form. */
  public ResultForm<R> form() {
    return form;
  }

  /** Returns a new decoder of the topic. */
  public ResultDecoder<R> decoder() {
    return ResultDecoder.of(wire, shape.type(), row -> codec().read(row));
  }

  private RecordCodec<R> codec() {
    RecordCodec<R> bound = codec;
    if (bound == null) {
      bound = shape.bind(wire.schema());
      codec = bound;
    }
    return bound;
  }
}
