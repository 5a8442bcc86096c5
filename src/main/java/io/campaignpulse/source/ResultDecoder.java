package io.campaignpulse.source;

import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.ingest.RejectedException;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The way back from a result's Avro value to what it says. For one thread.
 *
 * @param <R> the flow record
 */
public final class ResultDecoder<R> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Returns the result in an Avro record. */
  public interface Meaning<R> extends Function<GenericRecord, R>, Serializable {}

  private final WireSchema wire;
  private final Class<R> type;
  private final Meaning<R> meaning;
  private transient @Nullable SingleObject<GenericRecord> avro;

  private ResultDecoder(WireSchema wire, Class<R> type, Meaning<R> meaning) {
    this.wire = wire;
    this.type = type;
    this.meaning = meaning;
  }

  /** Returns a decoder of a topic. */
  public static <R> ResultDecoder<R> of(WireSchema wire, Class<R> type, Meaning<R> meaning) {
    return new ResultDecoder<>(wire, type, meaning);
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
    GenericRecord record = avro().decode(value);
    try {
      return meaning.apply(record);
    } catch (RuntimeException e) {
      throw new RejectedException(
          RejectionReason.INVALID_VALUE, "not a result of this version: " + e.getMessage());
    }
  }

  private SingleObject<GenericRecord> avro() {
    SingleObject<GenericRecord> made = avro;
    if (made == null) {
      made = SingleObject.generic(wire);
      avro = made;
    }
    return made;
  }
}
