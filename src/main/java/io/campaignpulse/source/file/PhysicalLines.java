package io.campaignpulse.source.file;

import io.campaignpulse.source.json.JsonRecords;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text in UTF-8, or UTF-16 with a byte order mark, as UTF-8 without their line ends.
 * A line longer than a record may be is cut one byte above the limit, which is enough to see that
 * it is too large; the rest is skipped, so memory stays bounded whatever the input.
 */
final class PhysicalLines implements Closeable {

  /** The longest line that is kept whole is one byte shorter. */
  static final int CUT = JsonRecords.MAX_BYTES + 1;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
  private int position;
  private int limit;
  private long number;

  PhysicalLines(InputStream in) {
    this.in = new UnicodeInput(in);
  }

  /** The next line; null at the end of the stream. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, position, Math.min(end - position, CUT - line.size()));
      boolean complete = end < limit;
      position = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    }
    if (!any) {
      return null;
    }
    number++;
    return content(line.toByteArray());
  }

  /** The number of the line last returned, from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private byte[] content(byte[] bytes) {
    int start = number == 1 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    int end = bytes.length;
    if (end > start && bytes[end - 1] == '\r') {
      end--;
    }
    return start == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  /** Whether a line holds nothing but spaces and tabs. */
  static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
