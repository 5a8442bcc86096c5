package io.campaignpulse.server;

import io.campaignpulse.ingest.TextRules;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Who says to make a request. There is no login: a name is believed, which is enough to ask
 * somebody later and no protection against anybody.
 */
final class RequestPerson {

  /** The header of a name; percent-encoded UTF-8 where it isn't ASCII. */
  static final String HEADER = "X-Changed-By";

  private static final int LONGEST = 200;

  private RequestPerson() {}

  /** The name of the header, else of the body; null where neither says. */
  static @Nullable String of(Context request, String field, @Nullable String ofBody) {
    String header = request.header(HEADER);
    String name = header == null || header.isBlank() ? ofBody : decoded(header);
    if (name == null || name.isBlank()) {
      return null;
    }
    String trimmed = name.trim();
    if (trimmed.length() > LONGEST) {
      throw new Problem.Raised(
          Problem.refused("INVALID_VALUE", field, "longer than " + LONGEST + " characters"));
    }
    return RequestBody.judged(() -> TextRules.text(field, trimmed));
  }

  /** The same, where somebody has to say. */
  static String required(Context request, String field, @Nullable String ofBody) {
    String name = of(request, field, ofBody);
    if (name == null) {
      throw new Problem.Raised(
          Problem.refused("MISSING_FIELD", field, "say who you are, here or in " + HEADER));
    }
    return name;
  }

  private static String decoded(String header) {
    try {
      return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return header;
    }
  }
}
