package io.campaignpulse.event;

/** How the bytes of a {@link RawRecord} are encoded. */
public enum WireFormat {
  /** Avro single-object encoding: C3 01, CRC-64 fingerprint of the writer schema, body. */
  AVRO,
  /** One JSON object in UTF-8. */
  JSON
}
