package io.campaignpulse.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list that ships with the product or is read from a file: lines of values separated by commas
 * under a line that names the columns. Empty lines and lines that begin with {@code #} are
 * comments.
 */
final class ListFile {

  /**
   * One line of a list.
   *
   * @param number its line in the file, from 1
   * @param cells its values by column, without surrounding blanks
   */
  record Row(int number, Map<String, String> cells) {

    /** The value of a column; empty if the line or the file hasn't got it. */
    String text(String column) {
      return cells.getOrDefault(column, "");
    }

    /** The value of a column that may not be empty. */
    String required(String column) {
      String text = text(column);
      if (text.isEmpty()) {
        throw new IllegalArgumentException("line " + number + ": expected a value for " + column);
      }
      return text;
    }
  }

  private ListFile() {}

  /** Reads a list from the class path. */
  static List<Row> shipped(String name) {
    InputStream list = ListFile.class.getResourceAsStream("/channel/" + name);
    if (list == null) {
      throw new IllegalStateException("channel/" + name + " is not on the class path");
    }
    try (Reader reader = new InputStreamReader(list, StandardCharsets.UTF_8)) {
      return read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file; one that cannot be read is an {@link IllegalArgumentException}. */
  static List<Row> read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException("cannot be read as a list in UTF-8: " + e, e);
    }
  }

  /** Reads lines under the one that names the columns. */
  static List<Row> read(Reader csv) {
    List<Row> rows = new ArrayList<>();
    String[] columns = null;
    int number = 0;
    for (String line : new BufferedReader(csv).lines().toList()) {
      number++;
      String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      String[] cells = text.split(",", -1);
      if (columns == null) {
        columns = cells;
      } else {
        rows.add(row(number, columns, cells));
      }
    }
    return rows;
  }

  private static Row row(int number, String[] columns, String[] cells) {
    if (cells.length > columns.length) {
      throw new IllegalArgumentException("line " + number + ": more values than columns");
    }
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      byColumn.put(columns[i].strip(), cells[i].strip());
    }
    return new Row(number, byColumn);
  }
}
