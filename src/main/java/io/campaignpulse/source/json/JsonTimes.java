package io.campaignpulse.source.json;

import io.campaignpulse.ingest.Decimals;
import io.campaignpulse.ingest.Fields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Instants as JSON writes them: epoch milliseconds, or ISO-8601 with an offset. */
final class JsonTimes {

  /** What a time has to look like, for messages. */
  static final String EXPECTED = "an ISO-8601 time with offset or epoch milliseconds";

  /** Offsets as +01:00, +0100, +01 or Z. */
  private static final DateTimeFormatter ISO_WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter();

  private static final int LONGEST_TEXT = 64;

  private JsonTimes() {}

  static long fromText(String field, String text) {
    if (text.length() > LONGEST_TEXT) {
      throw unreadable(field);
    }
    if (isNumeric(text)) {
      return fromNumber(field, Decimals.parse(field, text));
    }
    try {
      return ISO_WITH_OFFSET.parse(text, Instant::from).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw unreadable(field);
    }
  }

  static long fromNumber(String field, BigDecimal millis) {
    return Decimals.whole(field, millis);
  }

  private static boolean isNumeric(String text) {
    for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  private static Fields.UnreadableFieldException unreadable(String field) {
    return new Fields.UnreadableFieldException(field, EXPECTED);
  }
}
