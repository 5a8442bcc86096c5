package io.campaignpulse.source.file;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lines of a CSV file that are no records and no blank lines: what stands before the header, and
 * rows of totals.
 */
public record SkippedLines(long beforeHeader, long totals) {

  static final SkippedLines NONE = new SkippedLines(0, 0);

  /** Returns a line for each file of a folder that has some. */
  public static List<String> notes(ReplayFolder folder) {
    return folder.files().stream()
        .filter(file -> FileRecords.isCsv(file.name()))
        .flatMap(SkippedLines::note)
        .toList();
  }

  private static Stream<String> note(ReplayFile file) {
    SkippedLines skipped;
    try (FileRecords records = FileRecords.open(file)) {
      while (records.next() != null) {
        // Reads on to the end.
      }
      skipped = records.skipped();
    } catch (IOException e) {
      throw new UnreadableInputException(file.path() + " cannot be closed", e);
    }
    return skipped.equals(NONE)
        ? Stream.empty()
        : Stream.of(
            String.format(
                Locale.ROOT,
                "%s: skipped %d lines before the header and %d rows of totals",
                file.name(),
                skipped.beforeHeader,
                skipped.totals));
  }
}
