package io.campaignpulse.alert.rule;

/**
 * Why a rule is refused.
 *
 * @param code what is wrong, a stable name for programs
 * @param field the field that is wrong; empty where it is none in particular
 * @param detail what is wrong with it, for the person who wrote it
 */
public record RuleProblem(Code code, String field, String detail) {

  /** What can be wrong with a rule; the names are stable. */
  public enum Code {
    /** It cannot be read at all. */
    MALFORMED,
    /** A field that no rule has: misspelt, perhaps. */
    UNKNOWN_FIELD,
    /** A field that means nothing to rules of this kind. */
    FIELD_NOT_OF_KIND,
    /** A field without which it cannot be evaluated. */
    MISSING_FIELD,
    /** A value that cannot be meant. */
    INVALID_VALUE
  }

  /** Field and detail in one line. */
  public String text() {
    return field.isEmpty() ? detail : field + ": " + detail;
  }
}
