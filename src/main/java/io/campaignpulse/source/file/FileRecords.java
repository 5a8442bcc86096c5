package io.campaignpulse.source.file;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.WireFormat;
import io.campaignpulse.ingest.ArrivalTimes;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one replay file, each with the number of the line it starts on. Blank lines are no
 * records but count as lines.
 */
public final class FileRecords implements Closeable {
  private static final int GZIP_BUFFER = 1 << 16;

  private final Topic topic;
  private final int partition;
  private final String file;
  private final Rows rows;

  private FileRecords(Topic topic, int partition, String file, Rows rows) {
    this.topic = topic;
    this.partition = partition;
    this.file = file;
    this.rows = rows;
  }

  /**
   * The records of a file on disk.
   *
   * @throws UnreadableInputException if it cannot be opened
   */
  public static FileRecords open(ReplayFile file) {
    try {
      InputStream in = Files.newInputStream(file.path());
      return over(
          file.topic(), file.index(), file.name(), file.decimals(), unpacked(file.name(), in));
    } catch (IOException e) {
      throw new UnreadableInputException(file.path() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a file, reads the header if it has one, and closes it again.
   *
   * @throws UnreadableInputException if it cannot be opened, as an archive that is none, or its
   *     header cannot be used
   */
  static void check(ReplayFile file) {
    // Opening an archive reads its own header.
    try (FileRecords records = open(file)) {
      if (isCsv(file.name())) {
        records.next();
      }
    } catch (IOException e) {
      throw new UnreadableInputException(file.path() + " cannot be closed", e);
    }
  }

  private static InputStream unpacked(String name, InputStream in) throws IOException {
    if (!name.endsWith(".gz")) {
      return in;
    }
    try {
      return new GZIPInputStream(in, GZIP_BUFFER);
    } catch (EOFException | ZipException e) {
      in.close();
      throw new IOException("not a gzip archive", e);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The records of an open, uncompressed stream; the file's name says whether they are CSV. */
  static FileRecords over(
      Topic topic, int partition, String file, DecimalMark decimals, InputStream in) {
    PhysicalLines lines = new PhysicalLines(in);
    return new FileRecords(
        topic,
        partition,
        file,
        isCsv(file)
            ? new CsvRows(file, lines, CsvColumns.of(topic), decimals)
            : new JsonRows(lines));
  }

  static boolean isCsv(String file) {
    return file.endsWith(".csv");
  }

  /**
   * The next record; null at the end.
   *
   * @throws UnreadableInputException if the file breaks off (a damaged archive)
   */
  public @Nullable RawRecord next() {
    byte[] value;
    try {
      value = rows.next();
    } catch (IOException e) {
      throw new UnreadableInputException(
          file + " cannot be read after line " + rows.line() + ": " + e.getMessage(), e);
    }
    return value == null
        ? null
        : new RawRecord(
            topic,
            partition,
            rows.line(),
            file,
            ArrivalTimes.UNKNOWN,
            null,
            value,
            WireFormat.JSON);
  }

  /** Returns the lines that were no records so far. */
  SkippedLines skipped() {
    return rows.skipped();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** JSON texts of records in the order of a file. */
  interface Rows extends Closeable {
    /** The next record; null at the end. */
    byte @Nullable [] next() throws IOException;

    /** The line on which the record last returned starts, from 1. */
    long line();

    /** The lines that were no records so far, but for blank ones. */
    SkippedLines skipped();
  }

  /** JSON Lines: a record is a line. */
  private record JsonRows(PhysicalLines lines) implements Rows {
    @Override
    public byte @Nullable [] next() throws IOException {
      byte[] line = lines.next();
      while (line != null && PhysicalLines.isBlank(line)) {
        line = lines.next();
      }
      return line;
    }

    @Override
    public long line() {
      return lines.number();
    }

    @Override
    public SkippedLines skipped() {
      return SkippedLines.NONE;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
