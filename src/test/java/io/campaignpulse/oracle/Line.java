package io.campaignpulse.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One parsed line of an input file.
 *
 * @param number from 1, blank lines included
 */
record Line(String topic, int number, JsonNode json) {

  /** Texts in the order of their UTF-8 bytes. */
  static final Comparator<String> BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /** A text, null where absent. */
  @Nullable String optional(String field) {
    JsonNode value = json.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  /** A text that must be there. */
  String text(String field) {
    return Objects.requireNonNull(optional(field), field);
  }

  /** Whether the field is there. */
  boolean has(String field) {
    return optional(field) != null;
  }

  /** When it happened. */
  Instant eventTime() {
    return time(json.path("eventTime"));
  }

  /** A time that must be there. */
  Instant time(String field) {
    return time(json.path(field));
  }

  /** An exact decimal that must be there. */
  BigDecimal decimal(String field) {
    return new BigDecimal(text(field));
  }

  /** An exact decimal, 0 where absent. */
  BigDecimal decimalOrZero(String field) {
    return has(field) ? decimal(field) : BigDecimal.ZERO;
  }

  /** A list of objects, empty where absent. */
  List<Line> list(String field) {
    List<Line> items = new ArrayList<>();
    json.path(field).forEach(item -> items.add(new Line(topic, number, item)));
    return items;
  }

  /** Whether a list of texts holds this one. */
  boolean listed(String field, String wanted) {
    return isAnyOf(field, wanted::equals);
  }

  boolean listedIgnoringCase(String field, String wanted) {
    return isAnyOf(field, wanted::equalsIgnoreCase);
  }

  private boolean isAnyOf(String field, Predicate<String> wanted) {
    for (JsonNode item : json.path(field)) {
      if (wanted.test(item.asText())) {
        return true;
      }
    }
    return false;
  }

  /** The content whatever the order of its fields: sorted, without nulls, times in milliseconds. */
  String canonical() {
    TreeMap<String, String> fields = new TreeMap<>();
    json.properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                fields.put(field.getKey(), canonical(field.getKey(), field.getValue()));
              }
            });
    return fields.toString();
  }

  private static String canonical(String name, JsonNode value) {
    boolean isTime =
        name.endsWith("Time")
            || name.equals("validFrom")
            || name.equals("periodStart")
            || name.equals("periodEnd");
    return isTime ? Long.toString(time(value).toEpochMilli()) : value.toString();
  }

  private static Instant time(JsonNode value) {
    return value.isNumber()
        ? Instant.ofEpochMilli(value.asLong())
        : OffsetDateTime.parse(value.asText()).toInstant();
  }
}
