package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Form of a record: its columns, and for each component the column it is read back from. */
final class RecordCodec<R> implements Codec<R> {
  private final Class<R> type;
  private final List<Column<R>> columns;
  private final RecordComponent[] components;
  private final List<Column.Reader> readers = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private final MethodHandle constructor;

  RecordCodec(Class<R> type, List<Column<R>> columns, Map<String, Columns.Source> sources) {
    this.type = type;
    this.columns = List.copyOf(columns);
    this.components = type.getRecordComponents();
    for (RecordComponent component : components) {
      Columns.Source source = sources.get(component.getName());
      if (source == null) {
        unread.add(component.getName());
      } else {
        check(component, source);
        readers.add(source.reader());
      }
    }
    this.constructor = constructor(type, components);
  }

  /** Fails if a component is in no column. */
  void requireReadable() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " can't be read back: no column gives " + unread);
    }
  }

  @Override
  public Class<?> type() {
    return type;
  }

  @Override
  public void write(R value, Encoder out) throws IOException {
    writeColumns(value, out);
  }

  @Override
  public void write(R value, JsonGenerator out) throws IOException {
    out.writeStartObject();
    writeColumns(value, out);
    out.writeEndObject();
  }

  /** Writes the columns, all of them null without a value. */
  void writeColumns(@Nullable R value, Encoder out) throws IOException {
    for (Column<R> column : columns) {
      column.write(value, out);
    }
  }

  /** Writes the columns into an open JSON object, all of them null without a value. */
  void writeColumns(@Nullable R value, JsonGenerator out) throws IOException {
    for (Column<R> column : columns) {
      column.write(value, out);
    }
  }

  @Override
  public R read(Object datum) {
    @Nullable Object[] values = values((GenericRecord) datum);
    int missing = missing(values);
    if (missing < values.length) {
      throw new IllegalArgumentException("no " + components[missing].getName());
    }
    return construct(values);
  }

  /** Returns the record in these columns; null if a primitive component has no value. */
  @Nullable R readPart(GenericRecord row) {
    @Nullable Object[] values = values(row);
    return missing(values) < values.length ? null : construct(values);
  }

  private @Nullable Object[] values(GenericRecord row) {
    @Nullable Object[] values = new @Nullable Object[readers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readers.get(i).read(row);
    }
    return values;
  }

  private int missing(@Nullable Object[] values) {
    int i = 0;
    while (i < values.length && (values[i] != null || !components[i].getType().isPrimitive())) {
      i++;
    }
    return i;
  }

  private R construct(@Nullable Object[] values) {
    try {
      return type.cast(constructor.invokeExact(values));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's constructor throws no checked exception", e);
    }
  }

  private void check(RecordComponent component, Columns.Source source) {
    Class<?> wanted = boxed(component.getType());
    boolean widened = component.getType() == long.class && source.type() == Integer.class;
    if (source.type() != null && !wanted.isAssignableFrom(source.type()) && !widened) {
      throw new IllegalArgumentException(
          "%s.%s is a %s, its column gives a %s"
              .formatted(
                  type.getSimpleName(),
                  component.getName(),
                  wanted.getSimpleName(),
                  source.type().getSimpleName()));
    }
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    MethodType canonical =
        MethodType.methodType(
            void.class,
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    try {
      return MethodHandles.publicLookup()
          .findConstructor(type, canonical)
          .asSpreader(Object[].class, components.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " has no public constructor", e);
    }
  }
}
