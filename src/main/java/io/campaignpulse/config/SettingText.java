package io.campaignpulse.config;

import static java.util.stream.Collectors.toCollection;

import io.campaignpulse.event.WindowSize;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** How the texts of settings become values; what cannot be used is an unchecked exception. */
final class SettingText {

  /** A thousand years: no time that is believed overflows with it. */
  private static final Duration LONGEST = Duration.ofDays(365_000);

  private SettingText() {}

  static String currency(String text) {
    if (!text.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("expected an ISO 4217 code of three capital letters");
    }
    return text;
  }

  static Duration positive(String text) {
    return between(Duration.ofMillis(1), text, "above 0");
  }

  static Duration atLeastZero(String text) {
    return between(Duration.ZERO, text, "of at least 0");
  }

  private static Duration between(Duration least, String text, String said) {
    Duration duration = Duration.parse(text);
    if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "expected an ISO-8601 duration " + said + " and at most " + LONGEST.toDays() + " days");
    }
    return duration;
  }

  static int positiveInt(String text) {
    int value = Integer.parseInt(text);
    if (value < 1) {
      throw new IllegalArgumentException("expected a whole number of at least 1");
    }
    return value;
  }

  static double share(String text) {
    double value = Double.parseDouble(text);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("expected a number in [0, 1]");
    }
    return value;
  }

  static String oneOf(String text, String... allowed) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (!Arrays.asList(allowed).contains(upper)) {
      throw new IllegalArgumentException("expected one of " + String.join(", ", allowed));
    }
    return upper;
  }

  /** The entries of a list that may be empty, if something can be made of them. */
  static List<String> usable(String text, Consumer<List<String>> use) {
    List<String> entries =
        Arrays.stream(text.split(",")).map(String::strip).filter(e -> !e.isEmpty()).toList();
    use.accept(entries);
    return entries;
  }

  static <E extends Enum<E>> E choice(Class<E> type, String text) {
    return Enum.valueOf(type, oneOf(text, names(type).split(",")));
  }

  static <E extends Enum<E>> List<E> choices(Class<E> type, String text) {
    List<E> chosen =
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(name -> choice(type, name))
            .distinct()
            .collect(toCollection(java.util.ArrayList::new));
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("expected at least one of " + names(type));
    }
    Collections.sort(chosen);
    return List.copyOf(chosen);
  }

  static <E extends Enum<E>> String names(Class<E> type) {
    return String.join(",", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }

  static Map<WindowSize, Duration> retentions(String text) {
    Map<WindowSize, Duration> retentions = new EnumMap<>(WindowSize.class);
    retentions.put(WindowSize.PT1M, Duration.ofDays(2));
    retentions.put(WindowSize.PT1H, Duration.ofDays(35));
    retentions.put(WindowSize.P1D, Duration.ofDays(400));
    for (String part : text.split(",")) {
      String[] pair = part.split(":", 2);
      WindowSize window = choice(WindowSize.class, pair[0].strip());
      if (pair.length < 2 || window == WindowSize.LIFE) {
        throw new IllegalArgumentException("expected PT1M:PT48H,PT1H:P35D,P1D:P400D");
      }
      retentions.put(window, positive(pair[1].strip()));
    }
    return retentions;
  }
}
