package io.campaignpulse.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A buffer that is filled field by field in the order of an Avro schema. Decimals are written from
 * whole micros or nanos without a detour over big numbers. For one value.
 */
final class WireWriter {
  private static final int INITIAL_BYTES = 256;
  private static final int MAX_LONG_BYTES = 10;

  private byte[] bytes;
  private int length;

  /** A buffer that begins with the header of a schema. */
  WireWriter(byte[] header) {
    bytes = Arrays.copyOf(header, INITIAL_BYTES);
    length = header.length;
  }

  /** All that was written. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** A long, an int, or a time in epoch milliseconds. */
  WireWriter number(long value) {
    reserve(MAX_LONG_BYTES);
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((zigzag & 0x7F) | 0x80);
      zigzag >>>= 7;
    }
    bytes[length++] = (byte) zigzag;
    return this;
  }

  WireWriter optionalNumber(@Nullable Long value) {
    return value == null ? absent() : present().number(value);
  }

  WireWriter flag(boolean value) {
    reserve(1);
    bytes[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  WireWriter real(double value) {
    reserve(Double.BYTES);
    long bits = Double.doubleToLongBits(value);
    for (int i = 0; i < Double.BYTES; i++) {
      bytes[length++] = (byte) (bits >>> (8 * i));
    }
    return this;
  }

  WireWriter optionalReal(@Nullable Double value) {
    return value == null ? absent() : present().real(value);
  }

  WireWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  WireWriter bytes(byte[] value) {
    return number(value.length).verbatim(value);
  }

  /** Fields that are encoded already. */
  WireWriter verbatim(byte[] encoded) {
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return this;
  }

  /**
   * A constant; a schema lists the constants of the flow enum in order, then UNKNOWN if it has it.
   */
  WireWriter symbol(Enum<?> value) {
    return number(value.ordinal());
  }

  /** A decimal whose unscaled value is this: micros for scale 6, nanos for scale 9. */
  WireWriter decimal(long unscaled) {
    int size = 1 + (64 - Long.numberOfLeadingZeros(unscaled ^ (unscaled >> 63))) / 8;
    number(size);
    reserve(size);
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      // A size of nine never happens: 63 significant bits and the sign are eight bytes.
      bytes[length++] = (byte) (unscaled >> shift);
    }
    return this;
  }

  WireWriter optionalDecimal(@Nullable Long unscaled) {
    return unscaled == null ? absent() : present().decimal(unscaled);
  }

  /** The null branch of an optional field. */
  WireWriter absent() {
    return number(0);
  }

  /** The value branch of an optional field; the value follows. */
  WireWriter present() {
    return number(1);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
    }
  }
}
