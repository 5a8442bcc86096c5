package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.BaseMeasure;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields that are written to JSON by hand. */
final class Parts {
  private static final BaseMeasure[] BASE = BaseMeasure.values();
  private static final AttributedMeasure[] ATTRIBUTED = AttributedMeasure.values();
  private static final SerializableString[] BASE_NAMES = names(BASE);
  private static final SerializableString[] ATTRIBUTED_NAMES =
      Arrays.stream(ATTRIBUTED)
          .map(m -> new SerializedString(m.label()))
          .toArray(SerializableString[]::new);

  private Parts() {}

  static void time(JsonGenerator out, String name, @Nullable Long millis) throws IOException {
    if (millis == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, Instant.ofEpochMilli(millis).toString());
    }
  }

  static void money(JsonGenerator out, String name, @Nullable Long micros) throws IOException {
    if (micros == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, FixedPoint.micros(micros));
    }
  }

  static void number(JsonGenerator out, String name, @Nullable Double value) throws IOException {
    if (value == null || value.isNaN() || value.isInfinite()) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value);
    }
  }

  static void base(JsonGenerator out, long[] amounts) throws IOException {
    for (BaseMeasure measure : BASE) {
      out.writeFieldName(BASE_NAMES[measure.ordinal()]);
      long amount = amounts[measure.ordinal()];
      if (measure.isMoney()) {
        out.writeString(FixedPoint.micros(amount));
      } else {
        out.writeNumber(amount);
      }
    }
  }

  /** Every attributed measure by name, zeros included. */
  static void attributed(JsonGenerator out, long[] amounts) throws IOException {
    for (AttributedMeasure measure : ATTRIBUTED) {
      out.writeFieldName(ATTRIBUTED_NAMES[measure.ordinal()]);
      long amount = amounts[measure.ordinal()];
      amount(out, measure, amount);
    }
  }

  /** An amount of a measure in the form it has everywhere. */
  static void amount(JsonGenerator out, AttributedMeasure measure, long amount) throws IOException {
    if (measure.unit() == AttributedMeasure.Unit.MICROS) {
      out.writeString(FixedPoint.micros(amount));
    } else if (amount == 0) {
      out.writeNumber(0);
    } else {
      out.writeNumber(FixedPoint.nanos(amount));
    }
  }

  private static SerializableString[] names(Enum<?>[] measures) {
    return Arrays.stream(measures)
        .map(m -> new SerializedString(camelCase(m.name())))
        .toArray(SerializableString[]::new);
  }

  /** Returns the name that an enum's constant has as a field. */
  static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
