package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Kind of a column with its unit. In JSON times are ISO-8601 {@code Z}, money decimal strings,
 * counts, weights and ratios numbers, and a ratio that is none is null.
 *
 * @param <V> the value in a flow record
 */
@FunctionalInterface
interface Kind<V> {

  /** Text. */
  Kind<String> TEXT =
      new Scalar<>(
          String.class,
          is(Schema.Type.STRING),
          (value, out) -> out.writeString(value),
          (value, out) -> out.writeString(value),
          Object::toString);

  /** Whole number: an int or a long, as the schema says. */
  Kind<Number> COUNT =
      schema ->
          new Scalar<Number>(
                  schema.getType() == Schema.Type.INT ? Integer.class : Long.class,
                  is(Schema.Type.INT).or(is(Schema.Type.LONG)),
                  (value, out) -> out.writeLong(value.longValue()),
                  (value, out) -> out.writeNumber(value.longValue()),
                  Number.class::cast)
              .bind(schema);

  /** Instant in epoch milliseconds. */
  Kind<Long> TIME =
      new Scalar<>(
          Long.class,
          schema -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis,
          (value, out) -> out.writeLong(value),
          (value, out) -> out.writeString(Instant.ofEpochMilli(value).toString()),
          Long.class::cast);

  /** Length of time in milliseconds, written as ISO-8601. */
  Kind<Long> DURATION =
      new Scalar<>(
          Long.class,
          is(Schema.Type.STRING),
          (value, out) -> out.writeString(Duration.ofMillis(value).toString()),
          (value, out) -> out.writeString(Duration.ofMillis(value).toString()),
          text -> Duration.parse(text.toString()).toMillis());

  /** Exact amount in whole millionths. */
  Kind<Long> MICROS =
      new Scalar<>(
          Long.class,
          decimal(6),
          Kind::writeUnscaled,
          (value, out) -> out.writeString(FixedPoint.micros(value)),
          Kind::unscaled);

  /** Exact share or fractional count in whole billionths. */
  Kind<Long> NANOS =
      new Scalar<>(
          Long.class,
          decimal(9),
          Kind::writeUnscaled,
          (value, out) -> out.writeNumber(FixedPoint.nanos(value)),
          Kind::unscaled);

  /** Fractional count in whole billionths that Avro has as a double. */
  Kind<Long> NANOS_AS_REAL =
      new Scalar<>(
          Long.class,
          is(Schema.Type.DOUBLE),
          (value, out) -> out.writeDouble(value / 1e9),
          (value, out) -> out.writeNumber(FixedPoint.nanos(value)),
          number -> Math.round((Double) number * 1e9));

  /** Estimate or ratio. */
  Kind<Double> REAL =
      new Scalar<>(
          Double.class,
          is(Schema.Type.DOUBLE),
          (value, out) -> out.writeDouble(value),
          (value, out) -> {
            if (Double.isFinite(value)) {
              out.writeNumber(value);
            } else {
              out.writeNull();
            }
          },
          Double.class::cast);

  /** Yes or no. */
  Kind<Boolean> FLAG =
      new Scalar<>(
          Boolean.class,
          is(Schema.Type.BOOLEAN),
          (value, out) -> out.writeBoolean(value),
          (value, out) -> out.writeBoolean(value),
          Boolean.class::cast);

  /** Exact decimal of up to 18 places. */
  Kind<BigDecimal> EXACT =
      new Scalar<>(
          BigDecimal.class,
          decimal(18),
          (value, out) ->
              out.writeBytes(
                  value.setScale(18, RoundingMode.HALF_EVEN).unscaledValue().toByteArray()),
          (value, out) -> out.writeString(value.toPlainString()),
          datum -> new BigDecimal(new BigInteger(bytes(datum)), 18));

  /** Bytes; in JSON in base64. */
  Kind<byte[]> BYTES =
      new Scalar<>(
          byte[].class,
          is(Schema.Type.BYTES),
          (value, out) -> out.writeBytes(value),
          (value, out) -> out.writeBinary(value),
          Kind::bytes);

  /**
   * Returns the form of such values under a schema that isn't optional.
   *
   * @throws IllegalArgumentException if the schema is of another kind
   */
  Codec<V> bind(Schema schema);

  /**
   * Constant of an enum: an Avro enum lists the same constants in the same order, and may end with
   * its default, which a reader takes for one of a later version. As Avro text it goes by its name.
   */
  static <E extends Enum<E>> Kind<E> symbol(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return schema ->
        schema.getType() == Schema.Type.STRING
            ? named(type, Enum::name).bind(schema)
            : new Scalar<E>(
                    type,
                    enumOf(constants),
                    (value, out) -> out.writeEnum(value.ordinal()),
                    (value, out) -> out.writeString(value.name()),
                    symbol -> {
                      String name = symbol.toString();
                      return name.equals(schema.getEnumDefault()) ? null : Enum.valueOf(type, name);
                    })
                .bind(schema);
  }

  /** Constant of an enum by a name of its own. */
  static <E extends Enum<E>> Kind<E> named(Class<E> type, Function<E, String> name) {
    return new Scalar<>(
        type,
        is(Schema.Type.STRING),
        (value, out) -> out.writeString(name.apply(value)),
        (value, out) -> out.writeString(name.apply(value)),
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> name.apply(constant).contentEquals((CharSequence) text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "no " + type.getSimpleName() + " is named " + text)));
  }

  /** List of values of a kind. */
  static <V> Kind<List<V>> list(Kind<V> kind) {
    return schema -> {
      if (schema.getType() != Schema.Type.ARRAY) {
        throw new IllegalArgumentException("a list isn't written as " + schema);
      }
      return new ListCodec<>(kind.bind(schema.getElementType()));
    };
  }

  /** Entries of a map of values of a kind, in their order. */
  static <V> Kind<Collection<Map.Entry<String, V>>> entries(Kind<V> kind) {
    return schema -> {
      if (schema.getType() != Schema.Type.MAP) {
        throw new IllegalArgumentException("a map isn't written as " + schema);
      }
      return new EntriesCodec<>(kind.bind(schema.getValueType()));
    };
  }

  private static Predicate<Schema> is(Schema.Type type) {
    return schema -> schema.getType() == type && schema.getLogicalType() == null;
  }

  private static Predicate<Schema> decimal(int scale) {
    return schema -> {
      LogicalType type = schema.getLogicalType();
      return type instanceof LogicalTypes.Decimal decimal && decimal.getScale() == scale;
    };
  }

  private static Predicate<Schema> enumOf(Enum<?>[] constants) {
    List<String> names = Arrays.stream(constants).map(Enum::name).toList();
    return schema -> {
      if (schema.getType() != Schema.Type.ENUM || schema.getEnumSymbols().size() < names.size()) {
        return false;
      }
      List<String> symbols = schema.getEnumSymbols();
      List<String> later = symbols.subList(names.size(), symbols.size());
      String unknown = schema.getEnumDefault();
      return symbols.subList(0, names.size()).equals(names)
          && later.equals(unknown == null ? List.of() : List.of(unknown));
    };
  }

  /** Writes the shortest two's complement, as Avro's decimals have it. */
  private static void writeUnscaled(long value, Encoder out) throws IOException {
    int size = 1 + (Long.SIZE - Long.numberOfLeadingZeros(value ^ (value >> 63))) / Byte.SIZE;
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >> (Byte.SIZE * (size - 1 - i)));
    }
    out.writeBytes(bytes);
  }

  /** Returns a decimal's unscaled value: whole millionths or billionths. */
  static long unscaled(Object datum) {
    ByteBuffer bytes = (ByteBuffer) datum;
    int end = bytes.limit();
    if (bytes.remaining() > Long.BYTES || !bytes.hasRemaining()) {
      return new BigInteger(bytes(datum)).longValueExact();
    }
    long value = bytes.get(bytes.position());
    for (int i = bytes.position() + 1; i < end; i++) {
      value = (value << Byte.SIZE) | (bytes.get(i) & 0xFF);
    }
    return value;
  }

  /** Returns a copy of an Avro datum's bytes. */
  static byte[] bytes(Object datum) {
    byte[] bytes = new byte[((ByteBuffer) datum).remaining()];
    ((ByteBuffer) datum).duplicate().get(bytes);
    return bytes;
  }

  /** Writes a value in one of the two forms. */
  @FunctionalInterface
  interface Output<V, O> {
    void write(V value, O out) throws IOException;
  }

  /** Reads an Avro datum. */
  @FunctionalInterface
  interface Input<V> {
    @Nullable V read(Object datum);
  }

  /** A kind whose form is the same under each schema that it accepts. */
  record Scalar<V>(
      Class<?> type,
      Predicate<Schema> accepts,
      Output<V, Encoder> avro,
      Output<V, JsonGenerator> json,
      Input<V> input)
      implements Kind<V>, Codec<V> {

    @Override
    public Codec<V> bind(Schema schema) {
      if (!accepts.test(schema)) {
        throw new IllegalArgumentException(type.getSimpleName() + " isn't written as " + schema);
      }
      return this;
    }

    @Override
    public void write(V value, Encoder out) throws IOException {
      avro.write(value, out);
    }

    @Override
    public void write(V value, JsonGenerator out) throws IOException {
      json.write(value, out);
    }

    @Override
    public @Nullable V read(Object datum) {
      return input.read(datum);
    }
  }
}
