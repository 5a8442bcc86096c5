package io.campaignpulse.alert.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A language alerts are written in, with its message bundle. */
public enum MessageLanguage {
  ENGLISH("messages_en.properties"),
  CHINESE("messages_zh.properties");

  private final Properties patterns;

  MessageLanguage(String bundle) {
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

  /** Returns a word of the product; its key where it has no translation. */
  String term(String key) {
    return patterns.getProperty(key, key);
  }

  /** Returns the keys of its bundle. */
  Set<String> keys() {
    return new TreeSet<>(patterns.stringPropertyNames());
  }
}
