package io.campaignpulse.source;

import io.campaignpulse.ingest.Decimals;
import io.campaignpulse.ingest.Fields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The fields of an Avro record, so that Avro and JSON are judged by the same readers. */
public final class AvroFields implements Fields {

  /** More than any precision the schemas declare needs; a longer number is an attack on the CPU. */
  private static final int MAX_DECIMAL_BYTES = 16;

  /** Bytes of a decimal with the scale its schema gives. */
  private record Unscaled(ByteBuffer bytes, int scale) {}

  private final Map<String, Object> present = new LinkedHashMap<>();

  /** The fields of a record read without conversions. */
  public AvroFields(IndexedRecord avro) {
    for (Schema.Field field : avro.getSchema().getFields()) {
      Object value = avro.get(field.pos());
      put(
          field.name(),
          value instanceof ByteBuffer bytes ? new Unscaled(bytes, scale(field.schema())) : value);
    }
  }

  private AvroFields(Map<?, ?> avro) {
    avro.forEach((name, value) -> put(name.toString(), value));
  }

  private void put(String name, @Nullable Object value) {
    if (value != null && !(value instanceof CharSequence text && text.isEmpty())) {
      present.put(name, value);
    }
  }

  @Override
  public Set<String> names() {
    return present.keySet();
  }

  @Override
  public @Nullable String text(String name) {
    Object value = present.get(name);
    return value == null ? null : textOf(name, value);
  }

  @Override
  public @Nullable Long time(String name) {
    Object value = present.get(name);
    if (value == null || value instanceof Long) {
      return (Long) value;
    }
    throw new UnreadableFieldException(name, "epoch milliseconds");
  }

  @Override
  public @Nullable BigDecimal decimal(String name) {
    Object value = present.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Unscaled unscaled) {
      int length = unscaled.bytes().remaining();
      if (length > 0 && length <= MAX_DECIMAL_BYTES) {
        byte[] bytes = new byte[length];
        unscaled.bytes().duplicate().get(bytes);
        return new BigDecimal(new BigInteger(bytes), unscaled.scale());
      }
    } else if (value instanceof Long || value instanceof Integer) {
      return BigDecimal.valueOf(((Number) value).longValue());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number);
    } else if (value instanceof CharSequence text) {
      return Decimals.parse(name, text.toString());
    }
    throw new UnreadableFieldException(name, "a number");
  }

  @Override
  public @Nullable Boolean flag(String name) {
    Object value = present.get(name);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    throw new UnreadableFieldException(name, "true or false");
  }

  @Override
  public @Nullable List<Fields> records(String name) {
    Object value = present.get(name);
    if (value == null) {
      return null;
    }
    List<Fields> records = new ArrayList<>();
    for (Object element : value instanceof List<?> list ? list : List.of(value)) {
      if (element instanceof IndexedRecord nested) {
        records.add(new AvroFields(nested));
      } else if (element instanceof Map<?, ?> nested) {
        records.add(new AvroFields(nested));
      } else {
        throw new UnreadableFieldException(name, "a list of records");
      }
    }
    return records;
  }

  @Override
  public @Nullable List<String> texts(String name) {
    Object value = present.get(name);
    if (value == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Object element : value instanceof List<?> list ? list : List.of(value)) {
      String text = textOf(name, element);
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  @Override
  public @Nullable Map<String, String> map(String name) {
    Object value = present.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> avro)) {
      throw new UnreadableFieldException(name, "a map");
    }
    Map<String, String> map = new LinkedHashMap<>();
    avro.forEach((key, text) -> map.put(key.toString(), textOf(name, text)));
    return map;
  }

  private static String textOf(String name, Object value) {
    if (value instanceof CharSequence || value instanceof GenericEnumSymbol) {
      return value.toString();
    }
    throw new UnreadableFieldException(name, "a text");
  }

  /** The scale of a decimal or an optional decimal. */
  private static int scale(Schema schema) {
    if (schema.isUnion()) {
      return schema.getTypes().stream().mapToInt(AvroFields::scale).max().orElse(0);
    }
    return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal.getScale() : 0;
  }
}
