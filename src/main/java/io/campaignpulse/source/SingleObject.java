package io.campaignpulse.source;

import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.ingest.RejectedException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reading of Avro's single-object encoding: {@code C3 01}, the CRC-64-AVRO fingerprint of the
 * writer's schema, little endian, and the body. Only writers' schemas that are known are accepted,
 * so bytes are refused rather than misread.
 *
 * <p>It decodes from the bytes in hand, never from a stream, so a declared length that the record
 * doesn't have fails before anything is allocated for it. For one thread.
 *
 * @param <T> what a record is read as
 */
public final class SingleObject<T> {

  /** The largest record, in bytes. */
  public static final int MAX_BYTES = 1_048_576;

  /** Length of what stands before the body. */
  public static final int HEADER_BYTES = 10;

  private static final int MARKER_0 = 0xC3;
  private static final int MARKER_1 = 0x01;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Map<Long, DatumReader<T>> readers = new HashMap<>();
  private @Nullable BinaryDecoder decoder;

  /**
   * A reader of one topic's values.
   *
   * @param newReader makes Avro's reader for a writer's and a reader's schema
   */
  public SingleObject(WireSchema wire, BiFunction<Schema, Schema, DatumReader<T>> newReader) {
    for (Schema writer : wire.released()) {
      readers.put(fingerprint(writer), newReader.apply(writer, wire.schema()));
    }
    readers.put(fingerprint(wire.schema()), newReader.apply(wire.schema(), wire.schema()));
  }

  /** A reader into generic records. */
  public static SingleObject<GenericRecord> generic(WireSchema wire) {
    return new SingleObject<>(
        wire, wire == WireSchema.ORDERS ? ReleasedOrders::of : GenericDatumReader::new);
  }

  /** The fingerprint by which a writer's schema is named. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** What stands before every body of this schema. */
  public static byte[] header(Schema schema) {
    byte[] header = new byte[HEADER_BYTES];
    header[0] = (byte) MARKER_0;
    header[1] = MARKER_1;
    LONGS.set(header, 2, fingerprint(schema));
    return header;
  }

  /** Whether the bytes begin with the header of the schema with that fingerprint. */
  static boolean isWrittenWith(long fingerprint, byte[] value) {
    return value.length >= HEADER_BYTES
        && (value[0] & 0xFF) == MARKER_0
        && value[1] == MARKER_1
        && (long) LONGS.get(value, 2) == fingerprint;
  }

  /**
   * The record in the bytes.
   *
   * @throws RejectedException TOO_LARGE, MALFORMED or UNKNOWN_SCHEMA; nothing else
   */
  public T decode(byte[] value) {
    DatumReader<T> reader = readerOf(value);
    try {
      decoder =
          DecoderFactory.get()
              .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
      T record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw malformed("bytes after the end of the record");
      }
      return record;
    } catch (EOFException e) {
      throw malformed("ends before its last field");
    } catch (RejectedException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private DatumReader<T> readerOf(byte[] value) {
    if (value.length > MAX_BYTES) {
      throw new RejectedException(
          RejectionReason.TOO_LARGE, value.length + " bytes, above " + MAX_BYTES);
    }
    if (value.length < HEADER_BYTES || (value[0] & 0xFF) != MARKER_0 || value[1] != MARKER_1) {
      throw malformed("no header of Avro's single-object encoding");
    }
    long fingerprint = (long) LONGS.get(value, 2);
    DatumReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      throw new RejectedException(
          RejectionReason.UNKNOWN_SCHEMA,
          "writer schema " + HexFormat.of().toHexDigits(fingerprint) + " is not known here");
    }
    return reader;
  }

  private static RejectedException malformed(String why) {
    return new RejectedException(RejectionReason.MALFORMED, why);
  }
}
