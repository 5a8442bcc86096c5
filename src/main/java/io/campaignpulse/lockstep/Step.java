package io.campaignpulse.lockstep;

import io.campaignpulse.event.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * A step of recorded time: a record arrives, or time goes on.
 *
 * @param record what arrives; null where time goes on
 * @param time the event time that is reached, epoch milliseconds; without meaning for a record
 * @param awaited whether everything that follows from it must be done before the next step
 */
public record Step(@Nullable RawRecord record, long time, boolean awaited) {

  /** A record arrives. */
  static Step of(RawRecord record) {
    return new Step(record, 0, false);
  }
}
