package io.campaignpulse.wire;

import io.campaignpulse.source.WireSchema;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Shape of a topic's records, bound to its schema. It is bound again where it was sent to.
 *
 * @param <R> the record
 */
final class BoundShape<R> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WireSchema wire;
  private final RecordShape<R> shape;
  private transient volatile @Nullable RecordCodec<R> codec;

  /**
   * A shape under the topic's current schema.
   *
   * @throws IllegalArgumentException if its columns aren't those of the schema
   */
  BoundShape(WireSchema wire, RecordShape<R> shape) {
    this.wire = wire;
    this.shape = shape;
    this.codec = shape.writer(wire.schema());
  }

  /** Returns the topic's schema. */
  WireSchema wire() {
    return wire;
  }

  /** Returns the form of its records. */
  RecordCodec<R> codec() {
    RecordCodec<R> bound = codec;
    if (bound == null) {
      bound = shape.writer(wire.schema());
      codec = bound;
    }
    return bound;
  }
}
