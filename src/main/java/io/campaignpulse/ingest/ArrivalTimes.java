package io.campaignpulse.ingest;

import io.campaignpulse.event.Origin;
import org.jspecify.annotations.Nullable;

/** Who says when a record arrived: its transport, else the record itself, else its event time. */
public final class ArrivalTimes {

  /** Stands for the arrival time of a transport that knows none (files). */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private ArrivalTimes() {}

  /**
   * The origin with its arrival time settled.
   *
   * @param declared the record's own {@code arrivalTime}, epoch milliseconds
   * @param eventTime what stands in where nobody knows the arrival, epoch milliseconds
   */
  public static Origin settle(Origin origin, @Nullable Long declared, long eventTime) {
    if (origin.arrivalTime() != UNKNOWN) {
      return origin;
    }
    return new Origin(
        origin.partition(),
        origin.position(),
        origin.file(),
        declared != null ? declared : eventTime);
  }
}
