package io.campaignpulse.local;

/** Who says when a record arrived: its timestamp is taken for its arrival. */
enum ArrivalStamp {
  /** The broker, by its own clock. */
  BROKER("LogAppendTime"),

  /** Whoever sends it, so that history keeps the times at which it arrived. */
  SENDER("CreateTime");

  private final String timestampType;

  ArrivalStamp(String timestampType) {
    this.timestampType = timestampType;
  }

  /** As Kafka calls it. */
  String timestampType() {
    return timestampType;
  }
}
