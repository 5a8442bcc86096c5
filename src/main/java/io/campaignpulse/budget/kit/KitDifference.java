package io.campaignpulse.budget.kit;

/**
 * A difference between a consumer's actions and those expected.
 *
 * @param caseName the case of the kit; {@code -} for a line that belongs to none
 */
public record KitDifference(String caseName, Kind kind, String text) {

  /** Kinds of differences; the names are stable. */
  public enum Kind {
    MISSING,
    UNEXPECTED,
    TWICE,
    WRONG_CAMPAIGN,
    WRONG_AMOUNT,
    WRONG_UNDO_OF,
    TOO_EARLY,
    TOO_LATE,
    MALFORMED
  }

  @Override
  public String toString() {
    return "[" + caseName + "] " + kind + ": " + text;
  }
}
