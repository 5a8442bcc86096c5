package io.campaignpulse.ingest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed record whose meaning nobody has checked yet: named fields of whatever wire format, an
 * absent field, a null and an empty string being the same. A field that is there but cannot be read
 * as asked throws {@link UnreadableFieldException}.
 */
public interface Fields {

  /** The names of the fields that are present. */
  Set<String> names();

  /** Text, trimmed of nothing. */
  @Nullable String text(String name);

  /** An instant in epoch milliseconds, from ISO-8601 with offset or a number. */
  @Nullable Long time(String name);

  /** An exact number, from a number or its text. */
  @Nullable BigDecimal decimal(String name);

  /** A flag, from true/false or their text. */
  @Nullable Boolean flag(String name);

  /** A list of nested records; null if absent. */
  @Nullable List<Fields> records(String name);

  /** A list of texts; null if absent. */
  @Nullable List<String> texts(String name);

  /** A nested record as name to text; null if absent. */
  @Nullable Map<String, String> map(String name);

  /** A field that is present but not of the form that was asked for. */
  final class UnreadableFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the field and what it should have been. */
    public UnreadableFieldException(String field, String expected) {
      super(field + ": expected " + expected);
    }
  }
}
