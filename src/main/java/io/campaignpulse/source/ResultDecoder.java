package io.campaignpulse.source;

import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.ingest.RejectedException;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The way back from a result's Avro value to what it says. For one thread.
 *
 * @param <R> the flow record
 */
public final class ResultDecoder<R> implements Serializable {
  private static final long serialVersionUID = 1L;

  private interface Meaning<R> extends Function<SpecificRecordBase, R>, Serializable {}

  /** What a generated value means. */
  interface ValueMeaning<V, R> extends Function<V, R>, Serializable {}

  private final WireSchema wire;
  private final Class<R> type;
  private final Meaning<R> meaning;
  private transient @Nullable SingleObject<SpecificRecordBase> avro;

  private ResultDecoder(WireSchema wire, Class<R> type, Meaning<R> meaning) {
    this.wire = wire;
    this.type = type;
    this.meaning = meaning;
  }

  /** A decoder of the topic whose generated class is {@code value}. */
  static <V extends SpecificRecordBase, R> ResultDecoder<R> of(
      WireSchema wire, Class<V> value, Class<R> type, ValueMeaning<V, R> meaning) {
    return new ResultDecoder<>(wire, type, record -> meaning.apply(value.cast(record)));
  }

  /** The schema it reads. */
  public WireSchema wire() {
    return wire;
  }

  /** What it makes. */
  public Class<R> type() {
    return type;
  }

  /**
   * The result in the bytes.
   *
   * @throws RejectedException if there is none; nothing else
   */
  public R decode(byte[] value) {
    SpecificRecordBase record = avro().decode(value);
    try {
      return meaning.apply(record);
    } catch (RuntimeException e) {
      throw new RejectedException(
          RejectionReason.INVALID_VALUE, "not a result of this version: " + e.getMessage());
    }
  }

  private SingleObject<SpecificRecordBase> avro() {
    SingleObject<SpecificRecordBase> made = avro;
    if (made == null) {
      made = new SingleObject<>(wire, ResultDecoder::reader);
      avro = made;
    }
    return made;
  }

  private static SpecificDatumReader<SpecificRecordBase> reader(Schema writer, Schema reader) {
    return new SpecificDatumReader<>(writer, reader);
  }
}
