package io.campaignpulse.channel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host, path and parameters of an address, read as far as they can be: no address is refused,
 * whatever it holds, and only its first {@value #MAX_LENGTH} characters are looked at.
 *
 * <p>Parameters are read after the first {@code ?}, after a second one, in the fragment and after a
 * {@code ?} in it. An ampersand, escaped as in HTML or not, or a semicolon parts them. A value that
 * is still percent-encoded after decoding was encoded twice and is decoded again.
 *
 * @param host in lower case, without user, port and final dot; null if there is none
 * @param path from the host to the query, as written; empty if there is none
 * @param parameters decoded values in NFC by lower-case name; of equal names the first with a value
 */
record WebAddress(@Nullable String host, String path, Map<String, String> parameters) {
  private static final int MAX_LENGTH = 8192;

  /** What decoding puts where bytes are no text. */
  private static final char NO_TEXT = '\uFFFD';

  /** Characters below this one, and ideographs, are the same in every composition. */
  private static final char FIRST_COMBINING = '\u0300';

  private static final char FIRST_IDEOGRAPH = '\u3400';
  private static final char LAST_IDEOGRAPH = '\u9FFF';

  private static final String ENTITY_END = "amp;";

  /** Where there is no address. */
  static final WebAddress NONE = new WebAddress(null, "", Map.of());

  /** Reads an address, with or without its scheme. */
  static WebAddress of(@Nullable String address) {
    if (address == null || address.isBlank()) {
      return NONE;
    }
    String text = address.strip();
    text = text.substring(0, Math.min(text.length(), MAX_LENGTH));
    int end = 0;
    while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
      end++;
    }
    int scheme = text.indexOf("//");
    boolean hasScheme = scheme >= 0 && scheme < end;
    int start = hasScheme ? scheme + 2 : 0;
    int slash = text.indexOf('/', start);
    int hostEnd = slash < 0 || slash > end ? end : slash;
    return new WebAddress(
        host(text.substring(start, hostEnd), hasScheme),
        text.substring(hostEnd, end),
        end < text.length() ? parametersIn(text, end + 1) : Map.of());
  }

  /** A parameter's value without surrounding blanks; null if absent or empty. */
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** A host without the label that it means the same without. */
  static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static @Nullable String host(String authority, boolean hasScheme) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    if (port > 0) {
      host = host.substring(0, port);
    }
    while (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return host.isBlank() || (!hasScheme && host.indexOf('.') < 0)
        ? null
        : host.toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> parametersIn(String text, int from) {
    Map<String, String> parameters = new HashMap<>();
    int start = from;
    while (start < text.length()) {
      int equals = -1;
      int end = start;
      for (; end < text.length(); end++) {
        char c = text.charAt(end);
        if (c == '=' && equals < 0) {
          equals = end;
        } else if (isSeparator(c) && (c != '?' || beginsParameter(text, end + 1))) {
          break;
        }
      }
      if (equals > start) {
        add(parameters, text.substring(start, equals), text.substring(equals + 1, end));
      }
      start = end + 1;
    }
    return parameters;
  }

  private static boolean beginsParameter(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        return i > from;
      }
      if (isSeparator(c)) {
        return false;
      }
    }
    return false;
  }

  /** A question mark parts only where a parameter follows, since values may hold one. */
  private static boolean isSeparator(char c) {
    return c == '&' || c == ';' || c == '#' || c == '?';
  }

  private static void add(Map<String, String> parameters, String name, String encoded) {
    String value = decoded(encoded);
    if (isEncoded(value)) {
      String again = decoded(value);
      // What isn't text then was a percent sign before two digits.
      value = again.indexOf(NO_TEXT) < 0 ? again : value;
    }
    value = nfc(value.strip());
    if (!value.isEmpty()) {
      parameters.putIfAbsent(name(name), value);
    }
  }

  /** Where the ampersand's entity was escaped itself, its end sticks to the next name. */
  private static String name(String encoded) {
    String name = decoded(encoded).toLowerCase(Locale.ROOT);
    return name.startsWith(ENTITY_END) ? name.substring(ENTITY_END.length()) : name;
  }

  /** The same text with composed letters, in which equal texts have equal characters. */
  static String nfc(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= FIRST_COMBINING && (c < FIRST_IDEOGRAPH || c > LAST_IDEOGRAPH)) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  private static boolean isEncoded(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 < text.length()
          && Character.digit(text.charAt(i + 1), 16) >= 0
          && Character.digit(text.charAt(i + 2), 16) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Percent decoding that leaves broken escapes as they are. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text.replace('+', ' ');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 3;
      } else {
        int codePoint = c == '+' ? ' ' : text.codePointAt(i);
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(codePoint);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
