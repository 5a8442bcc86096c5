package io.campaignpulse.wire;

import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.WireSchema;

/**
 * Record of a topic of results: what writes it to Kafka, what reads it back, and its JSON for
 * replay files, HTTP and streams. For any number of threads.
 *
 * @param <R> the flow record
 */
public final class WireRecord<R> {
  private final Class<R> type;
  private final BoundShape<R> shape;
  private final ValueEncoder<R> encoder;

  /**
   * A record.
   *
   * @throws IllegalArgumentException if its columns aren't those of the schema, or don't give every
   *     component
   */
  WireRecord(WireSchema wire, ValueEncoder.KeyOf<R> keyOf, RecordShape<R> columns) {
    this.type = columns.type();
    this.shape = new BoundShape<>(wire, columns);
    this.shape.codec().requireReadable();
    this.encoder = ValueEncoder.of(keyOf, shape);
  }

  /** Returns what writes records to the topic. */
  public ValueEncoder<R> encoder() {
    return encoder;
  }

  /** Returns the JSON form. */
  public ResultForm<R> form() {
    BoundShape<R> bound = shape;
    return (value, out) -> bound.codec().write(value, out);
  }

  /** Returns a new decoder of the topic. */
  public ResultDecoder<R> decoder() {
    BoundShape<R> bound = shape;
    return ResultDecoder.of(bound.wire(), type, row -> bound.codec().read(row));
  }
}
