package io.campaignpulse.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Which incidents befall a market, and when each begins.
 *
 * @param beginsAt epoch milliseconds, of each incident there is
 */
public record PlannedIncidents(Map<Incident, Long> beginsAt) {

  /** A market without any. */
  public static final PlannedIncidents NONE = new PlannedIncidents(Map.of());

  private static final String ALL_WORD = "all";
  private static final String NONE_WORD = "none";

  /** Keeps them in the order in which incidents are declared. */
  public PlannedIncidents {
    Map<Incident, Long> ordered = new EnumMap<>(Incident.class);
    ordered.putAll(beginsAt);
    beginsAt = Collections.unmodifiableMap(ordered);
  }

  /** Some incidents, each at its usual time before or after {@code present}. */
  public static PlannedIncidents of(List<Incident> incidents, long present) {
    return new PlannedIncidents(
        incidents.stream().collect(Collectors.toMap(i -> i, i -> present + i.offset().toMillis())));
  }

  /**
   * What somebody chose: {@code all}, {@code none}, or names with commas between them, each with or
   * without {@code @MINUTES} from {@code present} (negative: before it).
   *
   * @throws IllegalArgumentException if it is none of these; the message says what it may be
   */
  public static PlannedIncidents chosen(String choice, long present) {
    return switch (choice.strip().toLowerCase(Locale.ROOT)) {
      case ALL_WORD -> of(List.of(Incident.values()), present);
      case NONE_WORD -> NONE;
      default -> read(choice, minutes -> present + duration(minutes).toMillis(), present);
    };
  }

  /** The planned incidents a {@link #text()} tells of. */
  static PlannedIncidents parse(String text) {
    return text.isEmpty() ? NONE : read(text, Long::parseLong, 0);
  }

  private static PlannedIncidents read(String text, ToLongFunction<String> time, long present) {
    Map<Incident, Long> beginsAt = new EnumMap<>(Incident.class);
    for (String part : text.split(",", -1)) {
      int at = part.indexOf('@');
      Incident incident = named(at < 0 ? part : part.substring(0, at));
      beginsAt.put(
          incident,
          at < 0
              ? present + incident.offset().toMillis()
              : time.applyAsLong(part.substring(at + 1)));
    }
    return new PlannedIncidents(beginsAt);
  }

  private static Incident named(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(Incident.values())
        .filter(incident -> incident.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no incident \"%s\": it may be %s, %s or some of %s"
                        .formatted(
                            text.strip(),
                            ALL_WORD,
                            NONE_WORD,
                            Arrays.stream(Incident.values())
                                .map(Incident::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static Duration duration(String minutes) {
    try {
      return Duration.ofMinutes(Long.parseLong(minutes.strip()));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "\"" + minutes.strip() + "\" after @ is no whole number of minutes", e);
    }
  }

  /** What {@link #parse} reads. */
  String text() {
    return beginsAt.entrySet().stream()
        .map(entry -> entry.getKey().name() + "@" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  /** When an incident begins, epoch milliseconds; empty if it is not planned. */
  public OptionalLong begin(Incident incident) {
    Long begin = beginsAt.get(incident);
    return begin == null ? OptionalLong.empty() : OptionalLong.of(begin);
  }

  /** Whether an incident has begun and is not over at a time, epoch milliseconds. */
  public boolean isUnderWay(Incident incident, long time) {
    Long begin = beginsAt.get(incident);
    return begin != null && time >= begin && time < incident.end(begin);
  }
}
