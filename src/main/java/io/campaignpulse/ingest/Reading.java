package io.campaignpulse.ingest;

import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RejectionReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record being read: its fields under the rules all topics share. Required fields are named
 * first by {@link #require}; each getter then answers for one field and refuses what the contract
 * doesn't allow with INVALID_VALUE.
 */
final class Reading {
  private final Fields fields;
  private final String path;

  Reading(Fields fields) {
    this(fields, "");
  }

  private Reading(Fields fields, String path) {
    this.fields = fields;
    this.path = path;
  }

  /** Refuses the record with MISSING_FIELD, naming every field that is absent. */
  void require(String... names) {
    Set<String> present = fields.names();
    List<String> missing = null;
    for (String name : names) {
      if (!present.contains(name)) {
        missing = missing == null ? new ArrayList<>() : missing;
        missing.add(path + name);
      }
    }
    if (missing != null) {
      throw new RejectedException(RejectionReason.MISSING_FIELD, String.join(", ", missing));
    }
  }

  boolean has(String name) {
    return fields.names().contains(name);
  }

  Set<String> names() {
    return fields.names();
  }

  String id(String name) {
    return present(name, optionalId(name));
  }

  @Nullable String optionalId(String name) {
    String value = fields.text(name);
    return value == null ? null : TextRules.id(path + name, value);
  }

  @Nullable String text(String name) {
    String value = fields.text(name);
    return value == null ? null : TextRules.text(path + name, value);
  }

  /** A channel in canonical spelling; blank is absent. */
  @Nullable String channel(String name) {
    String value = optionalId(name);
    String code = value == null ? "" : ChannelCode.canonical(value);
    return code.isEmpty() ? null : code;
  }

  long time(String name) {
    return present(name, fields.time(name));
  }

  @Nullable Long optionalTime(String name) {
    return fields.time(name);
  }

  /** The origin, its arrival settled from the record where the transport knows none. */
  Origin arrived(Origin origin, long eventTime) {
    return ArrivalTimes.settle(origin, fields.time("arrivalTime"), eventTime);
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) {
    return present(name, optionalChoice(name, type));
  }

  <E extends Enum<E>> @Nullable E optionalChoice(String name, Class<E> type) {
    String symbol = fields.text(name);
    if (symbol == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(symbol)) {
        return constant;
      }
    }
    throw invalid(name, symbol + " is none of " + Arrays.toString(type.getEnumConstants()));
  }

  boolean flag(String name, boolean unsaid) {
    Boolean value = fields.flag(name);
    return value == null ? unsaid : value;
  }

  BigDecimal decimal(String name) {
    return present(name, fields.decimal(name));
  }

  @Nullable Double number(String name) {
    BigDecimal value = fields.decimal(name);
    if (value == null) {
      return null;
    }
    double number = value.doubleValue();
    if (Double.isInfinite(number)) {
      throw invalid(name, "number out of range");
    }
    return number;
  }

  long micros(String name) {
    return present(name, optionalMicros(name));
  }

  @Nullable Long optionalMicros(String name) {
    BigDecimal value = fields.decimal(name);
    return value == null ? null : Decimals.micros(path + name, value);
  }

  /** A whole number of things, at least 0. */
  @Nullable Long count(String name) {
    BigDecimal value = fields.decimal(name);
    if (value == null) {
      return null;
    }
    long count = Decimals.whole(path + name, value);
    if (count < 0) {
      throw invalid(name, "below 0");
    }
    return count;
  }

  long revision(long unsaid) {
    BigDecimal value = fields.decimal("revision");
    return value == null ? unsaid : Decimals.whole("revision", value);
  }

  /** An ISO-8601 duration in milliseconds, at least 0. */
  @Nullable Long duration(String name) {
    String text = fields.text(name);
    if (text == null) {
      return null;
    }
    try {
      long millis = Duration.parse(text).toMillis();
      if (millis >= 0) {
        return millis;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // Falls through: the same verdict as for a negative one.
    }
    throw invalid(name, "expected an ISO-8601 duration like PT15M");
  }

  /** Nested records; empty if absent. */
  List<Reading> records(String name) {
    List<Fields> nested = fields.records(name);
    if (nested == null) {
      return List.of();
    }
    List<Reading> readings = new ArrayList<>(nested.size());
    for (int i = 0; i < nested.size(); i++) {
      readings.add(new Reading(nested.get(i), path + name + "[" + i + "]."));
    }
    return readings;
  }

  /** A list of ids; empty if absent. */
  List<String> ids(String name) {
    List<String> values = fields.texts(name);
    if (values == null) {
      return List.of();
    }
    List<String> ids = new ArrayList<>(values.size());
    for (String value : values) {
      ids.add(TextRules.id(path + name, value));
    }
    return ids;
  }

  /** Name to text; empty if absent. */
  Map<String, String> map(String name) {
    Map<String, String> values = fields.map(name);
    return values == null ? Map.of() : values;
  }

  RejectedException invalid(String name, String why) {
    return new RejectedException(RejectionReason.INVALID_VALUE, path + name + ": " + why);
  }

  /** A planned course that {@link CurveText} can read; a list of shares is joined to a text. */
  @Nullable String curve(String name) {
    if (!has(name)) {
      return null;
    }
    String curve = curveText(name);
    CurveText.parse(path + name, curve);
    return curve;
  }

  private @Nullable String curveText(String name) {
    try {
      return text(name);
    } catch (Fields.UnreadableFieldException notText) {
      return String.join(",", Objects.requireNonNullElse(fields.texts(name), List.of()));
    }
  }

  /** Refuses a period that doesn't go forward. */
  void requireForward(String startName, long start, String endName, long end) {
    if (end <= start) {
      throw invalid(endName, "not after " + startName);
    }
  }

  private <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw new RejectedException(RejectionReason.MISSING_FIELD, path + name);
    }
    return value;
  }
}
