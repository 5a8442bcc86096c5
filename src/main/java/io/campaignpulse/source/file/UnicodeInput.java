package io.campaignpulse.source.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a text in UTF-8. A text that starts with the byte order mark of UTF-16 is converted;
 * what is no character in it becomes a byte that is none in UTF-8, so that its line is refused.
 */
final class UnicodeInput extends InputStream {
  private static final int BUFFER_CHARS = 1 << 14;
  private static final byte[] NO_CHARACTER = {(byte) 0xFF};

  private final PushbackInputStream in;
  private boolean started;
  private boolean utf16;
  private boolean littleEndian;
  private byte[] converted = {};
  private int position;
  private int highSurrogate = -1;

  UnicodeInput(InputStream in) {
    this.in = new PushbackInputStream(in, 2);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!started) {
      started = true;
      start();
    }
    if (!utf16) {
      return in.read(into, offset, length);
    }
    if (position == converted.length && !convert()) {
      return -1;
    }
    int count = Math.min(length, converted.length - position);
    System.arraycopy(converted, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void start() throws IOException {
    byte[] mark = in.readNBytes(2);
    littleEndian = Arrays.equals(mark, new byte[] {(byte) 0xFF, (byte) 0xFE});
    utf16 = littleEndian || Arrays.equals(mark, new byte[] {(byte) 0xFE, (byte) 0xFF});
    if (!utf16) {
      in.unread(mark);
    }
  }

  private boolean convert() throws IOException {
    byte[] units = in.readNBytes(2 * BUFFER_CHARS);
    Utf8 out = new Utf8();
    for (int i = 0; i + 1 < units.length; i += 2) {
      int first = units[i] & 0xFF;
      int second = units[i + 1] & 0xFF;
      add(littleEndian ? second << 8 | first : first << 8 | second, out);
    }
    boolean ended = units.length < 2 * BUFFER_CHARS;
    if (ended && (highSurrogate >= 0 || units.length % 2 != 0)) {
      highSurrogate = -1;
      out.writeBytes(NO_CHARACTER);
    }
    converted = out.toByteArray();
    position = 0;
    return converted.length > 0;
  }

  private void add(int unit, Utf8 out) {
    char character = (char) unit;
    if (highSurrogate >= 0 && Character.isLowSurrogate(character)) {
      out.add(Character.toCodePoint((char) highSurrogate, character));
      highSurrogate = -1;
      return;
    }
    if (highSurrogate >= 0) {
      out.writeBytes(NO_CHARACTER);
      highSurrogate = -1;
    }
    if (Character.isHighSurrogate(character)) {
      highSurrogate = unit;
    } else if (Character.isLowSurrogate(character)) {
      out.writeBytes(NO_CHARACTER);
    } else {
      out.add(unit);
    }
  }

  /** Characters as bytes. */
  private static final class Utf8 extends ByteArrayOutputStream {
    void add(int codePoint) {
      if (codePoint < 0x80) {
        write(codePoint);
      } else {
        writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
