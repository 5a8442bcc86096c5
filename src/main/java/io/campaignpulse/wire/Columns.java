package io.campaignpulse.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * List of a record's columns while it is made. Each is checked against the next field of the
 * schema: its name, its kind, and at the end that no field is left.
 *
 * @param <R> the record
 */
final class Columns<R> {
  private final Class<R> type;
  private final Schema schema;
  private final List<Column<R>> columns = new ArrayList<>();
  private final Map<String, Source> sources = new HashMap<>();
  private int next;

  Columns(Class<R> type, Schema schema) {
    this.type = type;
    this.schema = schema;
  }

  /** Adds the record's key. */
  Columns<R> key(Getter<R, String> getter) {
    columns.add(field("key", Kind.TEXT, getter));
    return this;
  }

  /** Adds text. */
  Columns<R> text(String name, Getter<R, String> getter) {
    return column(name, Kind.TEXT, getter);
  }

  /** Adds a constant of an enum. */
  <E extends Enum<E>> Columns<R> symbol(String name, Class<E> constants, Getter<R, E> getter) {
    return column(name, Kind.symbol(constants), getter);
  }

  /** Adds a whole number. */
  Columns<R> count(String name, Getter<R, Number> getter) {
    return column(name, Kind.COUNT, getter);
  }

  /** Adds an instant in epoch milliseconds. */
  Columns<R> time(String name, Getter<R, Long> getter) {
    return column(name, Kind.TIME, getter);
  }

  /** Adds a length of time in milliseconds. */
  Columns<R> duration(String name, Getter<R, Long> getter) {
    return column(name, Kind.DURATION, getter);
  }

  /** Adds an amount in millionths. */
  Columns<R> micros(String name, Getter<R, Long> getter) {
    return column(name, Kind.MICROS, getter);
  }

  /** Adds a share or a fractional count in billionths. */
  Columns<R> nanos(String name, Getter<R, Long> getter) {
    return column(name, Kind.NANOS, getter);
  }

  /** Adds an estimate or a ratio. */
  Columns<R> real(String name, Getter<R, Double> getter) {
    return column(name, Kind.REAL, getter);
  }

  /** Adds a flag. */
  Columns<R> flag(String name, Getter<R, Boolean> getter) {
    return column(name, Kind.FLAG, getter);
  }

  /** Adds a list. */
  <V> Columns<R> list(String name, Kind<V> element, Getter<R, List<V>> getter) {
    return column(name, Kind.list(element), getter);
  }

  /** Adds a column of any kind. */
  <V> Columns<R> column(String name, Kind<V> kind, Getter<R, V> getter) {
    return add(getter, field(name, kind, getter));
  }

  /** Adds the columns of a part, which stand among the record's own. */
  <P> Columns<R> part(RecordShape<P> shape, Getter<R, P> getter) {
    return add(getter, new PartColumn<>(getter, flat(shape), false));
  }

  /** Adds the columns of a part that JSON leaves out where the record has none. */
  <P> Columns<R> partLeftOut(RecordShape<P> shape, Getter<R, P> getter) {
    return add(getter, new PartColumn<>(getter, flat(shape), true));
  }

  /** Adds a column for each constant of an enum, of amounts indexed by ordinal. */
  <E extends Enum<E>> Columns<R> vector(
      Class<E> constants, Function<E, Kind<? super Long>> kind, Getter<R, long[]> getter) {
    List<FieldColumn<long[], ?>> slots = new ArrayList<>();
    for (E constant : constants.getEnumConstants()) {
      slots.add(slot(Parts.camelCase(constant.name()), kind.apply(constant), constant.ordinal()));
    }
    return add(getter, new VectorColumn<>(getter, slots));
  }

  /** Leaves the last column out of JSON. */
  Columns<R> onlyInAvro() {
    int last = columns.size() - 1;
    columns.set(last, new AvroOnlyColumn<>(columns.get(last)));
    return this;
  }

  /** Reads a component of several columns, or otherwise than its column is written. */
  <V> Columns<R> reads(Getter<R, V> component, Column.Reader reader) {
    sources.put(component.method(), new Source(null, reader));
    return this;
  }

  /** Returns the form of a whole record. */
  RecordCodec<R> whole() {
    if (next < schema.getFields().size()) {
      throw mismatch("has no column for field " + schema.getFields().get(next).name());
    }
    return new RecordCodec<>(type, columns, sources);
  }

  private <P> RecordCodec<P> flat(RecordShape<P> shape) {
    Columns<P> part = new Columns<>(shape.type(), schema);
    part.next = next;
    shape.description().accept(part);
    next = part.next;
    RecordCodec<P> codec = new RecordCodec<>(part.type, part.columns, part.sources);
    codec.requireReadable();
    return codec;
  }

  private Columns<R> add(Getter<R, ?> getter, Column<R> column) {
    columns.add(column);
    sources.putIfAbsent(getter.method(), new Source(column.type(), column::read));
    return this;
  }

  private <V> FieldColumn<long[], V> slot(String name, Kind<V> kind, int ordinal) {
    // Long is what such kinds take; the other way round they give a number.
    @SuppressWarnings("unchecked")
    Getter<long[], V> getter = amounts -> (V) (Long) amounts[ordinal];
    return field(name, kind, getter);
  }

  private <T, V> FieldColumn<T, V> field(String name, Kind<V> kind, Getter<T, V> getter) {
    if (next == schema.getFields().size()) {
      throw mismatch("has a column " + name + " after the last field");
    }
    Schema.Field field = schema.getFields().get(next++);
    if (!field.name().equals(name)) {
      throw mismatch("has a column " + name + " where field " + field.name() + " is");
    }
    try {
      return new FieldColumn<>(
          name, field.pos(), isOptional(field), kind.bind(value(field)), getter);
    } catch (IllegalArgumentException e) {
      throw mismatch("column " + name + ": " + e.getMessage());
    }
  }

  private static boolean isOptional(Schema.Field field) {
    return field.schema().isUnion();
  }

  private static Schema value(Schema.Field field) {
    if (!isOptional(field)) {
      return field.schema();
    }
    List<Schema> branches = field.schema().getTypes();
    if (branches.size() != 2 || branches.get(0).getType() != Schema.Type.NULL) {
      throw new IllegalArgumentException("no optional value: " + field.schema());
    }
    return branches.get(1);
  }

  private IllegalArgumentException mismatch(String why) {
    return new IllegalArgumentException(
        type.getSimpleName() + " as " + schema.getFullName() + " " + why);
  }

  /**
   * Where a component is read from.
   *
   * @param type its class, boxed; null if the reader alone knows
   */
  record Source(@Nullable Class<?> type, Column.Reader reader) {}
}
