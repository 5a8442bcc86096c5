package io.campaignpulse.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as RFC 4180 text. Texts that a spreadsheet would take for a formula (they begin with
 * {@code = + - @}, a tab or a return) get an apostrophe before them; numbers stay numbers.
 */
final class Csv {

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final StringBuilder text = new StringBuilder();

  void row(List<? extends @Nullable String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      String cell = cells.get(i);
      text.append(cell == null ? "" : quoted(disarmed(cell)));
    }
    text.append("\r\n");
  }

  String text() {
    return text.toString();
  }

  private static String disarmed(String cell) {
    boolean formula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
    return formula && !cell.matches("-\\d+(\\.\\d+)?") ? "'" + cell : cell;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
