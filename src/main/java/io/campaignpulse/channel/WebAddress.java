package io.campaignpulse.channel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host and the query parameters of an address, read as far as they can be: no address is
 * refused, whatever it holds, and only its first {@value #MAX_LENGTH} characters are looked at.
 *
 * @param host in lower case, without user, port and final dot; null if there is none
 * @param parameters decoded values by lower-case name; of equal names the first with a value
 */
record WebAddress(@Nullable String host, Map<String, String> parameters) {
  private static final int MAX_LENGTH = 8192;

  /** Where there is no address. */
  static final WebAddress NONE = new WebAddress(null, Map.of());

  /** Reads an address, with or without its scheme. */
  static WebAddress of(@Nullable String address) {
    if (address == null || address.isBlank()) {
      return NONE;
    }
    String text = address.strip();
    text = text.substring(0, Math.min(text.length(), MAX_LENGTH));
    int end = text.indexOf('#');
    String beforeFragment = end < 0 ? text : text.substring(0, end);
    int query = beforeFragment.indexOf('?');
    return query < 0
        ? new WebAddress(hostIn(beforeFragment), Map.of())
        : new WebAddress(
            hostIn(beforeFragment.substring(0, query)),
            parametersIn(beforeFragment.substring(query + 1)));
  }

  /** A parameter's value without surrounding blanks; null if absent or empty. */
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  private static @Nullable String hostIn(String beforeQuery) {
    int scheme = beforeQuery.indexOf("//");
    int start = scheme < 0 ? 0 : scheme + 2;
    int end = beforeQuery.indexOf('/', start);
    String authority = beforeQuery.substring(start, end < 0 ? beforeQuery.length() : end);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    if (port > 0) {
      host = host.substring(0, port);
    }
    while (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return host.isBlank() || (scheme < 0 && host.indexOf('.') < 0)
        ? null
        : host.toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> parametersIn(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String value = decoded(pair.substring(equals + 1)).strip();
        if (!value.isEmpty()) {
          parameters.putIfAbsent(
              decoded(pair.substring(0, equals)).toLowerCase(Locale.ROOT), value);
        }
      }
    }
    return parameters;
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
