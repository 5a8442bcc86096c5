package io.campaignpulse.ingest;

import io.campaignpulse.event.RejectionReason;
import java.nio.charset.StandardCharsets;

/** Which texts are accepted: what every reader, sink and store behind can hold. */
public final class TextRules {

  /** The longest id, in characters. */
  public static final int MAX_ID_CHARS = 512;

  /** The longest text, in bytes of UTF-8: the limit the Avro decoder is run with. */
  public static final int MAX_TEXT_BYTES = 65_536;

  private TextRules() {}

  /** The id itself, or a {@link RejectedException} if it is too long or no proper text. */
  public static String id(String field, String value) {
    if (value.length() > MAX_ID_CHARS) {
      throw invalid(field, "longer than " + MAX_ID_CHARS + " characters");
    }
    return proper(field, value);
  }

  /** The text itself, or a {@link RejectedException} if it is too long or no proper text. */
  public static String text(String field, String value) {
    // Three bytes a char is the most UTF-8 needs; only near the limit is it worth counting.
    if (value.length() > MAX_TEXT_BYTES / 3
        && value.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
      throw invalid(field, "longer than " + MAX_TEXT_BYTES + " bytes");
    }
    return proper(field, value);
  }

  private static String proper(String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        throw invalid(field, "contains U+0000");
      }
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (!paired) {
          throw invalid(field, "contains half a surrogate pair");
        }
        i++;
      }
    }
    return value;
  }

  private static RejectedException invalid(String field, String why) {
    return new RejectedException(RejectionReason.INVALID_VALUE, field + ": " + why);
  }
}
