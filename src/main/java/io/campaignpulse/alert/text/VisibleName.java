package io.campaignpulse.alert.text;

import java.util.regex.Pattern;

/** The form of a name in a sentence. */
public final class VisibleName {

  /** Names are hostile input: nothing invisible may reach a log line, a mail or a terminal. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final int LONGEST_NAME = 80;

  private VisibleName() {}

  /**
   * Returns a name without control and formatting characters, cut to a length a sentence can bear.
   */
  public static String of(String name) {
    String seen = INVISIBLE.matcher(name).replaceAll("");
    return seen.codePointCount(0, seen.length()) <= LONGEST_NAME
        ? seen
        : seen.substring(0, seen.offsetByCodePoints(0, LONGEST_NAME)) + "…";
  }
}
