package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * A record that was refused, kept as it came.
 *
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
    byte @Nullable [] payload) {}
