package io.campaignpulse.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Guidance;
import io.campaignpulse.metric.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How answers are written: times as ISO-8601 in UTC, money as exact decimal strings, counts and
 * ratios as numbers.
 */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final ObjectReader EXACT =
      MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An object that was written already. */
  static ObjectNode object(byte[] written) {
    try {
      return (ObjectNode) MAPPER.readTree(written);
    } catch (IOException e) {
      throw new UncheckedIOException("not what was written here", e);
    }
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  /** An object that somebody sent and that has been parsed before, its numbers exact. */
  static ObjectNode exactObject(byte[] sent) {
    try {
      return (ObjectNode) EXACT.readTree(sent);
    } catch (IOException e) {
      throw new UncheckedIOException("not what was parsed before", e);
    }
  }

  /** An instant as text; null stays null. */
  static @Nullable String time(@Nullable Long epochMillis) {
    return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis).toString();
  }

  /** A decimal as the shortest exact text. */
  /** Returns the name of a constant; null where there is none. */
  static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  static String decimal(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** Micros as decimal text; null stays null. */
  static @Nullable String money(@Nullable Long micros) {
    return micros == null ? null : decimal(BigDecimal.valueOf(micros, 6));
  }

  /** Adds the metrics over the sums under their names. */
  static void putFigures(ObjectNode into, Sums sums, List<Metric> metrics) {
    for (Metric metric : metrics) {
      Number figure = sums.figure(metric);
      if (figure == null) {
        into.putNull(metric.label());
      } else if (figure instanceof BigDecimal money) {
        into.put(metric.label(), decimal(money));
      } else {
        putNumber(into, metric.label(), figure.doubleValue());
      }
    }
  }

  /** Adds a number, without a fraction where it has none. */
  static void putNumber(ObjectNode into, String name, @Nullable Double value) {
    if (value == null) {
      into.putNull(name);
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      into.put(name, value.longValue());
    } else {
      into.put(name, value);
    }
  }

  static void putGuidance(ObjectNode node, Guidance guidance) {
    node.put("advice", guidance.advice().name());
    node.put("evidenceGrade", guidance.grade().name());
    Long validUntil = guidance.validUntil();
    node.put("validUntil", validUntil == null ? null : time(validUntil));
  }
}
