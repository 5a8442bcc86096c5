package io.campaignpulse.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record that was refused, kept as it came.
 *
 * @param file the file's name, {@link #HTTP} and an id for a record sent over HTTP; null for Kafka
 * @param position the line of the file, the place in the request from 1, or the offset
 * @param detail the field or fact that was wrong, for a person to read
 * @param payload the raw bytes, cut to a megabyte, or of what was refused after decoding its fields
 *     as JSON; null where the record had no value
 */
public record Rejection(
    Topic topic,
    int partition,
    long position,
    @Nullable String file,
    long arrivalTime,
    RejectionReason reason,
    String detail,
    byte @Nullable [] payload) {

  /** The beginning of the file of a record that was sent over HTTP, before an id of its own. */
  public static final String HTTP = "http/";

  private static final int MAX_PAYLOAD_BYTES = 1_048_576;

  /**
   * A record that was sent over HTTP.
   *
   * @param id an id of its own
   * @param position its place in the request, from 1
   */
  public static Rejection overHttp(
      Topic topic,
      String id,
      long position,
      long arrivalTime,
      RejectionReason reason,
      String detail,
      byte[] payload) {
    return new Rejection(topic, 0, position, HTTP + id, arrivalTime, reason, detail, cut(payload));
  }

  /** Returns at most a megabyte of a record's bytes. */
  public static byte @Nullable [] cut(byte @Nullable [] payload) {
    return payload == null || payload.length <= MAX_PAYLOAD_BYTES
        ? payload
        : Arrays.copyOf(payload, MAX_PAYLOAD_BYTES);
  }
}
