package io.campaignpulse.source.file;

import java.util.regex.Pattern;

/** The sign between the whole and the fraction of the numbers in CSV files. */
public enum DecimalMark {
  POINT {
    @Override
    String withPoint(String cell) {
      return cell;
    }
  },

  /** A comma; points, spaces and apostrophes before three digits group thousands. */
  COMMA {
    @Override
    String withPoint(String cell) {
      return NUMBER.matcher(cell).matches()
          ? GROUPING.matcher(cell).replaceAll("").replace(',', '.')
          : cell;
    }
  };

  private static final String SPACES = "\\u0020\\u00A0\\u2009\\u202F";
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:[0-9]+|[0-9]{1,3}(?:[." + SPACES + "'\\u2019][0-9]{3})+)(?:,[0-9]+)?");
  private static final Pattern GROUPING = Pattern.compile("[." + SPACES + "'\\u2019]");

  /** Returns the number of a cell with a point as its decimal mark; other texts as they are. */
  abstract String withPoint(String cell);
}
