package io.campaignpulse.source.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.source.json.JsonRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180, its cells separated as in {@link CsvHeader}) as JSON objects of
 * texts; an empty cell is an absent field. Lines before the header and rows of totals are skipped.
 * A row that is broken is handed out as the raw line, which no JSON parser takes. A quote that is
 * never closed costs its own line only: what it seemed to swallow is read again, line by line.
 */
final class CsvRows implements FileRecords.Rows {
  private static final JsonFactory JSON = new JsonFactory();

  /** Among so many filled lines the header has to be. */
  private static final int HEADER_WITHIN = 30;

  private static final int COLUMNS_LISTED = 12;

  /** The word Total or Totals, which starts a row of them; not the start of a longer name. */
  private static final Pattern TOTAL = Pattern.compile("Totals?(?![\\p{L}\\p{N}_-]).*");

  private final String file;
  private final PhysicalLines lines;
  private final CsvColumns columns;
  private final DecimalMark decimals;
  private final Deque<byte[]> readAgain = new ArrayDeque<>();
  private @Nullable List<String> header;
  private char separator = ',';
  private long beforeHeader;
  private long totals;
  private long start;
  private long consumed;

  CsvRows(String file, PhysicalLines lines, CsvColumns columns, DecimalMark decimals) {
    this.file = file;
    this.lines = lines;
    this.columns = columns;
    this.decimals = decimals;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    List<String> names = header;
    if (names == null) {
      names = header();
      header = names;
    }
    while (true) {
      byte[] first = nextFilledLine();
      if (first == null) {
        return null;
      }
      start = consumed;
      if (first.length > JsonRecords.MAX_BYTES) {
        return first;
      }
      List<String> cells = row(first);
      if (cells == null) {
        return first;
      }
      if (!isTotal(cells)) {
        return cells.size() == names.size() ? json(names, cells) : first;
      }
      totals++;
    }
  }

  @Override
  public SkippedLines skipped() {
    return new SkippedLines(beforeHeader, totals);
  }

  @Override
  public long line() {
    return start;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private List<String> header() throws IOException {
    List<byte[]> candidates = new ArrayList<>();
    int filled = 0;
    byte[] line = nextLine();
    while (line != null) {
      candidates.add(line);
      filled += PhysicalLines.isBlank(line) ? 0 : 1;
      line = filled < HEADER_WITHIN ? nextLine() : null;
    }
    if (filled == 0) {
      return List.of();
    }
    CsvHeader found = CsvHeader.find(candidates, columns);
    if (found.known() == 0) {
      throw noKnownColumn(found.cells());
    }
    readAgain(candidates.subList(found.index() + 1, candidates.size()));
    separator = found.separator();
    beforeHeader =
        candidates.subList(0, found.index()).stream()
            .filter(skipped -> !PhysicalLines.isBlank(skipped))
            .count();
    List<String> names = row(candidates.get(found.index()));
    if (names == null) {
      throw new UnreadableInputException(file + ": the header row is malformed", null);
    }
    List<String> named = names.stream().map(String::strip).filter(n -> !n.isEmpty()).toList();
    if (new HashSet<>(named).size() < named.size()) {
      throw new UnreadableInputException(file + ": the header row names a column twice", null);
    }
    return names.stream().map(String::strip).toList();
  }

  private UnreadableInputException noKnownColumn(List<String> cells) {
    List<String> named = cells.stream().map(String::strip).filter(n -> !n.isEmpty()).toList();
    return new UnreadableInputException(
        String.format(
            "%s: none of its columns (%s%s) is known; columns of %s are %s; nearest: %s",
            file,
            String.join(", ", named.subList(0, Math.min(COLUMNS_LISTED, named.size()))),
            named.size() > COLUMNS_LISTED ? ", …" : "",
            columns.topic().label(),
            String.join(", ", columns.names()),
            NearestNames.nearest(named, columns.names())),
        null);
  }

  private static boolean isTotal(List<String> cells) {
    return TOTAL.matcher(cells.get(0).strip()).matches();
  }

  /** The cells of the row that starts with a line; null if it is malformed. */
  private @Nullable List<String> row(byte[] first) throws IOException {
    CsvCells cells = new CsvCells(separator);
    List<byte[]> continued = new ArrayList<>();
    long size = first.length;
    byte[] line = first;
    while (true) {
      String text = text(line);
      CsvCells.State state = text == null ? CsvCells.State.MALFORMED : cells.add(text);
      if (state == CsvCells.State.COMPLETE) {
        return cells.cells();
      }
      line = state == CsvCells.State.OPEN_QUOTE ? nextLine() : null;
      if (line != null) {
        continued.add(line);
        size += line.length + 1L;
      }
      if (line == null || size > JsonRecords.MAX_BYTES) {
        readAgain(continued);
        return null;
      }
    }
  }

  private void readAgain(List<byte[]> taken) {
    for (int i = taken.size() - 1; i >= 0; i--) {
      readAgain.push(taken.get(i));
    }
    consumed -= taken.size();
  }

  private byte @Nullable [] nextFilledLine() throws IOException {
    byte[] line = nextLine();
    while (line != null && PhysicalLines.isBlank(line)) {
      line = nextLine();
    }
    return line;
  }

  private byte @Nullable [] nextLine() throws IOException {
    byte[] line = readAgain.isEmpty() ? lines.next() : readAgain.pop();
    if (line != null) {
      consumed++;
    }
    return line;
  }

  private static @Nullable String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private byte[] json(List<String> names, List<String> cells) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      for (int i = 0; i < cells.size(); i++) {
        String name = names.get(i);
        String cell = cells.get(i);
        if (!cell.isEmpty() && !name.isEmpty()) {
          out.writeStringField(
              name, columns.numbers().contains(name) ? decimals.withPoint(cell) : cell);
        }
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
