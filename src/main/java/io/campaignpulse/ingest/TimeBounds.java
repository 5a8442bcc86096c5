package io.campaignpulse.ingest;

import io.campaignpulse.event.RejectionReason;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The span of event times that is believed. One time in the future would close every window, so it
 * is refused before the watermark sees it; a time before 2000 is an error too, most often seconds
 * given for milliseconds.
 *
 * @param asOf in a replay, the instant it pretends to run at, epoch milliseconds; null live, where
 *     each record's arrival is the measure
 * @param maxFutureMillis how far after {@code asOf} (or the arrival) an event may say it happened
 */
public record TimeBounds(@Nullable Long asOf, long maxFutureMillis) implements Serializable {

  /** The first instant that is believed, epoch milliseconds. */
  public static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  /** The last instant for which there are windows, epoch milliseconds. */
  public static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  /** Throws {@link RejectedException} unless the event time lies within the bounds. */
  public void check(long eventTime, long arrivalTime) {
    if (eventTime < EARLIEST) {
      throw new RejectedException(
          RejectionReason.EVENT_TIME_TOO_OLD,
          "eventTime " + Instant.ofEpochMilli(eventTime) + " is before 2000");
    }
    long reference = asOf != null ? asOf : arrivalTime;
    // The event time is large and positive here, so this way round nothing can overflow.
    if (eventTime - maxFutureMillis > reference) {
      throw new RejectedException(
          RejectionReason.EVENT_TIME_IN_FUTURE,
          "eventTime "
              + Instant.ofEpochMilli(eventTime)
              + " is after "
              + Instant.ofEpochMilli(reference)
              + " + "
              + maxFutureMillis
              + " ms");
    }
  }
}
