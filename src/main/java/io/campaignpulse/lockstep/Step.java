package io.campaignpulse.lockstep;

import io.campaignpulse.event.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * A step of recorded time: a record arrives, or time goes on. Everything that follows from what
 * came before a time is done before the step after it.
 *
 * @param record what arrives; null where time goes on
 * @param time the event time that is reached, epoch milliseconds; without meaning for a record
 * @param idle whether nothing arrives around it, so that it is skipped if no timer is due at it
 */
public record Step(@Nullable RawRecord record, long time, boolean idle) {

  /** Stands for a step that was skipped. */
  static final Step SKIPPED = new Step(null, Long.MIN_VALUE, true);

  /** Whether nothing is to be done. */
  public boolean isSkipped() {
    return equals(SKIPPED);
  }

  /** A record arrives. */
  static Step of(RawRecord record) {
    return new Step(record, 0, false);
  }

  /** Time goes on. */
  static Step to(long time, boolean idle) {
    return new Step(null, time, idle);
  }
}
