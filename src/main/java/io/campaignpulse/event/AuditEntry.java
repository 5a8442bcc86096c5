package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * One change that a person or program made: who, when, what, and both sides of it.
 *
 * @param topic the topic whose record was changed: a catalogue, or {@code alert-actions}
 * @param id the id of the record
 * @param action what was done
 * @param changedBy who did it; null where nobody said
 * @param changedAt when, by the clock of the server, epoch milliseconds
 * @param before the record as JSON before it; null where there was none
 * @param after the record as JSON after it; null where it was taken out
 * @param revision the revision that the change made
 */
public record AuditEntry(
    String topic,
    String id,
    AuditAction action,
    @Nullable String changedBy,
    long changedAt,
    @Nullable String before,
    @Nullable String after,
    long revision) {

  /** The key of the record in its topic: all changes of one record stay in order. */
  public String key() {
    return ResultKey.of(topic, id);
  }
}
