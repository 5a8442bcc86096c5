package io.campaignpulse.simulation;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Event;

/** What a source sends: something that means something, or not. */
public sealed interface Payload {

  /** An event; its values may be ones that no validation lets pass. */
  record Typed(Event event) implements Payload {}

  /** A row of a catalogue. */
  record Row(CatalogueRow row) implements Payload {}

  /** Bytes that are no record. */
  @SuppressWarnings("ArrayRecordComponent") // a value on its way, never compared
  record Garbage(byte[] bytes) implements Payload {}
}
