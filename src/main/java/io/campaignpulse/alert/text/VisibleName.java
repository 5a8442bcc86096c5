package io.campaignpulse.alert.text;

import java.util.regex.Pattern;

/** The form of a name in a sentence. */
public final class VisibleName {

  /** Names are hostile input: nothing invisible may reach a log line, a mail or a terminal. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  /** The longest a sentence can bear, in code points. */
  static final int LONGEST = 50;

  private VisibleName() {}

  /** Returns a name as a sentence shows it. */
  public static String of(String name) {
    return of(name, LONGEST);
  }

  /**
   * Returns a name without control and formatting characters, cut to a length.
   *
   * @param longest in code points, the ellipsis of a cut name included
   */
  static String of(String name, int longest) {
    String seen = INVISIBLE.matcher(name).replaceAll("");
    return seen.codePointCount(0, seen.length()) <= longest
        ? seen
        : seen.substring(0, seen.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
