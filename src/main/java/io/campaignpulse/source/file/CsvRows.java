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
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180) as JSON objects of texts; an empty cell is an absent field. A
 * row that is broken is handed out as the raw line, which no JSON parser takes. A quote that is
 * never closed costs its own line only: what it seemed to swallow is read again, line by line.
 */
final class CsvRows implements FileRecords.Rows {
  private static final JsonFactory JSON = new JsonFactory();

  private final String file;
  private final PhysicalLines lines;
  private final Deque<byte[]> readAgain = new ArrayDeque<>();
  private @Nullable List<String> header;
  private long start;
  private long consumed;

  CsvRows(String file, PhysicalLines lines) {
    this.file = file;
    this.lines = lines;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (header == null) {
      header = header();
    }
    byte[] first = nextFilledLine();
    if (first == null) {
      return null;
    }
    start = consumed;
    if (first.length > JsonRecords.MAX_BYTES) {
      return first;
    }
    List<String> cells = row(first);
    return cells == null || cells.size() != header.size() ? first : json(header, cells);
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
    byte[] first = nextFilledLine();
    if (first == null) {
      return List.of();
    }
    List<String> names = row(first);
    if (names == null) {
      throw new UnreadableInputException(file + ": the header row is malformed", null);
    }
    List<String> named = names.stream().map(String::strip).filter(n -> !n.isEmpty()).toList();
    if (new HashSet<>(named).size() < named.size()) {
      throw new UnreadableInputException(file + ": the header row names a column twice", null);
    }
    return names.stream().map(String::strip).toList();
  }

  /** The cells of the row that starts with a line; null if it is malformed. */
  private @Nullable List<String> row(byte[] first) throws IOException {
    CsvCells cells = new CsvCells();
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
        for (int i = continued.size() - 1; i >= 0; i--) {
          readAgain.push(continued.get(i));
        }
        consumed -= continued.size();
        return null;
      }
    }
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

  private static byte[] json(List<String> header, List<String> cells) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty() && !header.get(i).isEmpty()) {
          out.writeStringField(header.get(i), cells.get(i));
        }
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
