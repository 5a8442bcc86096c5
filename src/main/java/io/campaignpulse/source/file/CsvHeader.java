package io.campaignpulse.source.file;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The header row of a CSV file. Of the first lines it is the one that names the most columns of the
 * topic, and its separator the one by which it does; a line of a preamble that happens to hold the
 * name of one column is none.
 *
 * @param index its place among those lines
 * @param separator what separates the cells of the file
 * @param cells its cells as far as they stand on that line
 * @param known how many of them name a column of the topic
 */
record CsvHeader(int index, char separator, List<String> cells, long known) {

  private static final char[] SEPARATORS = {',', ';', '\t'};

  /** Returns the header; where no line names a column, the line with the most cells. */
  static CsvHeader find(List<byte[]> lines, CsvColumns columns) {
    CsvHeader best = new CsvHeader(0, ',', List.of(), 0);
    for (int i = 0; i < lines.size(); i++) {
      // Bytes that are no UTF-8 become a character no column holds.
      String line = new String(lines.get(i), StandardCharsets.UTF_8);
      for (char separator : SEPARATORS) {
        CsvCells row = new CsvCells(separator);
        row.add(line);
        CsvHeader candidate = new CsvHeader(i, separator, row.cells(), columns.known(row.cells()));
        if (candidate.isBetterThan(best)) {
          best = candidate;
        }
      }
    }
    return best;
  }

  private boolean isBetterThan(CsvHeader other) {
    return known != other.known
        ? known > other.known
        : cells.size() > other.cells.size() && known == 0;
  }
}
