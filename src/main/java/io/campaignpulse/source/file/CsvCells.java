package io.campaignpulse.source.file;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one row of CSV (RFC 4180), fed line by line: cells are parted by a separator; a cell
 * that starts with a quote ends with one, may hold separators and line ends, and writes a quote as
 * two.
 */
final class CsvCells {

  /** How a row stands after a line. */
  enum State {
    COMPLETE,
    /** A quoted cell goes on in the next line. */
    OPEN_QUOTE,
    MALFORMED
  }

  private final char separator;
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private boolean quoted;

  CsvCells(char separator) {
    this.separator = separator;
  }

  State add(String line) {
    int i = 0;
    if (quoted) {
      cell.append('\n');
      i = quotedPart(line, 0);
    } else {
      i = cellStart(line, 0);
    }
    while (i >= 0 && i < line.length()) {
      // Here a cell has ended, and what follows must be the separator before the next.
      i = line.charAt(i) == separator ? endCell(line, i + 1) : -1;
    }
    if (i < 0) {
      return State.MALFORMED;
    }
    if (quoted) {
      return State.OPEN_QUOTE;
    }
    cells.add(cell.toString());
    return State.COMPLETE;
  }

  List<String> cells() {
    return cells;
  }

  private int endCell(String line, int next) {
    cells.add(cell.toString());
    cell.setLength(0);
    return cellStart(line, next);
  }

  /** Reads a cell from its first character; the index behind it, or -1 if it is broken. */
  private int cellStart(String line, int from) {
    if (from < line.length() && line.charAt(from) == '"') {
      quoted = true;
      return quotedPart(line, from + 1);
    }
    int end = line.indexOf(separator, from);
    end = end < 0 ? line.length() : end;
    if (line.substring(from, end).indexOf('"') >= 0) {
      return -1;
    }
    cell.append(line, from, end);
    return end;
  }

  /** Reads inside quotes; the index behind the closing quote, or the end if there is none. */
  private int quotedPart(String line, int from) {
    int i = from;
    while (i < line.length()) {
      int quote = line.indexOf('"', i);
      if (quote < 0) {
        break;
      }
      cell.append(line, i, quote);
      if (quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
        cell.append('"');
        i = quote + 2;
      } else {
        quoted = false;
        return quote + 1;
      }
    }
    cell.append(line, i, line.length());
    return line.length();
  }
}
