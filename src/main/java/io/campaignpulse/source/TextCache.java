package io.campaignpulse.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bounded table from bytes to the text they mean, so that values that come again and again are
 * looked up without allocating. A key has four places; when all are taken one is overwritten, so
 * hostile input costs time, never memory. For one thread.
 */
final class TextCache {
  private static final int WAYS = 4;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] @Nullable [] keys;
  private final @Nullable String[] texts;
  private final int mask;
  private final UnaryOperator<String> reading;

  /**
   * An empty table.
   *
   * @param places how many texts it holds, a power of two
   * @param reading what is made of a text once, when it is seen first; what it throws is thrown to
   *     whoever asks for the text, each time
   */
  TextCache(int places, UnaryOperator<String> reading) {
    if (Integer.bitCount(places) != 1 || places < WAYS) {
      throw new IllegalArgumentException("a power of two of at least " + WAYS);
    }
    this.keys = new byte[places][];
    this.texts = new String[places];
    this.mask = places - 1;
    this.reading = reading;
  }

  /** The text of a range of UTF-8 bytes. */
  String get(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int first = hash & mask & -WAYS;
    for (int place = first; place < first + WAYS; place++) {
      byte[] key = keys[place];
      if (key == null) {
        return put(place, bytes, from, to);
      }
      String text = texts[place];
      if (text != null && Arrays.equals(key, 0, key.length, bytes, from, to)) {
        return text;
      }
    }
    return put(first + (hash >>> 30), bytes, from, to);
  }

  private String put(int place, byte[] bytes, int from, int to) {
    String text = reading.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    keys[place] = Arrays.copyOfRange(bytes, from, to);
    texts[place] = text;
    return text;
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * 0x9E3779B97F4A7C15L;
    }
    hash ^= hash >>> 29;
    hash *= 0xBF58476D1CE4E5B9L;
    return (int) (hash >>> 32);
  }
}
