package io.campaignpulse.server;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.TimeBasis;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request: every one must be known, readable and given once. */
final class QueryParameters {

  private final Map<String, List<String>> given;

  /** Refuses what isn't among the known names. */
  QueryParameters(Context request, String... known) {
    this.given = request.queryParamMap();
    for (String name : given.keySet()) {
      if (!List.of(known).contains(name)) {
        throw new Problem.Raised(
            Problem.unknownParameter(
                "'" + name + "' is not known here; known are " + String.join(", ", known) + "."));
      }
    }
  }

  /** The text; null if absent or empty. */
  @Nullable String text(String name) {
    List<String> values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw invalid(name, "once, not " + values.size() + " times");
    }
    return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
  }

  /** Every value, whether repeated or separated by commas; empty if absent. */
  Set<String> texts(String name) {
    return given.getOrDefault(name, List.of()).stream()
        .flatMap(v -> Arrays.stream(v.split(",")))
        .map(String::trim)
        .filter(v -> !v.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The constant of that name, ignoring case; the default if absent. */
  <E extends Enum<E>> E constant(String name, Class<E> type, E absent) {
    String text = text(name);
    return text == null ? absent : constantOf(name, text, type);
  }

  /** The constant of that name, ignoring case; null if absent. */
  <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
    String text = text(name);
    return text == null ? null : constantOf(name, text, type);
  }

  /** An instant: ISO-8601 with offset, epoch milliseconds, or a local date of the zone. */
  long time(String name, ZoneId zone, long absent) {
    String text = text(name);
    if (text == null) {
      return absent;
    }
    try {
      if (text.matches("-?\\d{5,15}")) {
        return Long.parseLong(text);
      }
      return text.matches("\\d{4}-\\d{2}-\\d{2}")
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw invalid(name, "a time such as " + Instant.EPOCH + ", a date, or epoch milliseconds");
    }
  }

  /** The model asked for; it has to be one the jobs compute. */
  AttributionModel model(ServerOptions.Reporting reporting) {
    AttributionModel model = constant("model", AttributionModel.class, reporting.model());
    if (!reporting.models().contains(model)) {
      throw invalid("model", "one of the computed models " + reporting.models());
    }
    return model;
  }

  /** The time basis asked for. */
  TimeBasis basis(ServerOptions.Reporting reporting) {
    return constant("basis", TimeBasis.class, reporting.basis());
  }

  static Problem.Raised invalid(String name, String expected) {
    return new Problem.Raised(
        Problem.invalidParameter("'" + name + "' should be given as " + expected + "."));
  }

  private static <E extends Enum<E>> E constantOf(String name, String text, Class<E> type) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "one of " + Arrays.toString(type.getEnumConstants()));
    }
  }
}
