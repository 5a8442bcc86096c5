package io.campaignpulse.ingest;

import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RejectionReason;
import org.jspecify.annotations.Nullable;

/** Reads stock counts and receipts; an event is exactly one of the two. */
public final class InventoryReader extends TopicReader<InventoryEvent> {

  private static final long MOST_UNITS_MICROS = 1_000_000_000_000_000L;

  /** A reader without state. */
  public InventoryReader() {
    super("eventId", "eventTime", "arrivalTime", "sku", "location", "onHand", "received");
  }

  @Override
  InventoryEvent interpret(Reading in, Origin origin) {
    in.require("eventId", "eventTime", "sku");
    long eventTime = in.time("eventTime");
    Long onHand = in.optionalMicros("onHand");
    Long received = in.optionalMicros("received");
    if (onHand == null && received == null) {
      throw new RejectedException(RejectionReason.MISSING_FIELD, "onHand or received");
    }
    if (onHand != null && received != null) {
      throw in.invalid("onHand", "a snapshot and received, a delta, exclude each other");
    }
    requireCountable(in, "onHand", onHand);
    requireCountable(in, "received", received);
    return new InventoryEvent(
        in.id("eventId"),
        eventTime,
        in.id("sku"),
        in.optionalId("location"),
        onHand,
        received,
        in.arrived(origin, eventTime));
  }

  /** Sums of stock are kept in a long and must not leave its range. */
  private static void requireCountable(Reading in, String field, @Nullable Long units) {
    if (units != null && Math.abs(units) > MOST_UNITS_MICROS) {
      throw in.invalid(field, "more than a billion units");
    }
  }
}
