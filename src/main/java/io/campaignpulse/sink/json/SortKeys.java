package io.campaignpulse.sink.json;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.Rejection;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The byte strings whose unsigned order is the order of the lines of a results file. */
public final class SortKeys {

  private SortKeys() {}

  /** The key of a result, as bytes. */
  @FunctionalInterface
  public interface SortKey<T> extends Serializable {
    /** The bytes the result is ordered by. */
    byte[] of(T result);
  }

  /** The UTF-8 of a result's key. */
  public static byte[] text(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** A text, then a number. */
  public static byte[] text(String key, long number) {
    byte[] text = text(key);
    // No key holds a zero byte, so one parts the two and a shorter key sorts first.
    return ByteBuffer.allocate(text.length + 1 + Long.BYTES)
        .put(text)
        .put((byte) 0)
        .putLong(number ^ Long.MIN_VALUE)
        .array();
  }

  /** By topic, file, line (or partition, offset). */
  public static byte[] rejection(Rejection rejection) {
    byte[] topic = text(rejection.topic().label());
    byte[] file = text(rejection.file() == null ? "" : rejection.file());
    // Neither name holds a zero byte, so one parts them and a shorter name sorts first.
    return ByteBuffer.allocate(topic.length + 1 + file.length + 1 + Integer.BYTES + Long.BYTES)
        .put(topic)
        .put((byte) 0)
        .put(file)
        .put((byte) 0)
        .putInt(rejection.partition())
        .putLong(rejection.position())
        .array();
  }

  /** By updatedAt, key, revision. */
  public static byte[] alert(Alert alert) {
    byte[] rest = text(alert.alertId(), alert.revision());
    return ByteBuffer.allocate(Long.BYTES + rest.length)
        .putLong(alert.updatedAt() ^ Long.MIN_VALUE)
        .put(rest)
        .array();
  }
}
