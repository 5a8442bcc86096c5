package io.campaignpulse.alert.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A language alerts are written in, with its message bundle. */
public enum MessageLanguage {
  ENGLISH("messages_en.properties", Locale.US),
  CHINESE("messages_zh.properties", Locale.SIMPLIFIED_CHINESE);

  private final Properties patterns;
  private final Locale locale;

  MessageLanguage(String bundle, Locale locale) {
    this.locale = locale;
    patterns = new Properties();
    try (InputStream in = MessageLanguage.class.getResourceAsStream(bundle)) {
      if (in == null) {
        throw new IllegalStateException("Missing message bundle " + bundle);
      }
      patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Unreadable message bundle " + bundle, e);
    }
  }

  /** Returns the pattern of a key; null where there is none. */
  @Nullable MessagePattern pattern(String key) {
    String text = patterns.getProperty(key);
    return text == null ? null : new MessagePattern(text);
  }

  /** Returns a word of the product. */
  String term(String key) {
    return term(key, VisibleName.LONGEST);
  }

  /**
   * Returns a word of the product. One without a translation, such as a channel of one's own, is
   * spelled out: {@code channel.IN_STORE} is "In store".
   *
   * @param longest of a word without a translation, in code points
   */
  String term(String key, int longest) {
    String word = patterns.getProperty(key);
    return word == null
        ? VisibleName.of(spelledOut(key.substring(key.indexOf('.') + 1)), longest)
        : word;
  }

  private static String spelledOut(String code) {
    String words = code.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
    return words.isEmpty()
        ? code
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Returns the locale numbers, amounts and days are written by. */
  Locale locale() {
    return locale;
  }

  /** Returns the keys of its bundle. */
  Set<String> keys() {
    return new TreeSet<>(patterns.stringPropertyNames());
  }
}
