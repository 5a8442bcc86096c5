package io.campaignpulse.config;

import java.util.function.Function;

/**
 * One setting: its key, what it means, its default as text and how text becomes a value.
 *
 * @param key dotted name, the same in files, {@code --set} and documentation
 * @param meaning one sentence for the documentation
 * @param defaultText the default in the form a user would write; empty means unset
 * @param parser text to value; throws an {@link IllegalArgumentException} that says what it expects
 */
record Setting<T>(String key, String meaning, String defaultText, Function<String, T> parser) {

  T parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new SettingsException(
          "setting " + key + ": '" + text + "' is not usable: " + e.getMessage());
    }
  }
}
