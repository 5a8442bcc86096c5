package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * A record as it arrived, before anybody tried to understand it.
 *
 * @param topic the input topic
 * @param partition the Kafka partition, or the index of the file in a replay
 * @param position the Kafka offset, or the line number (from 1) of the file in a replay
 * @param file the file's name in a replay, null for Kafka
 * @param arrivalTime when it arrived, epoch milliseconds (Kafka's timestamp); {@link
 *     Long#MIN_VALUE} where only the event itself can say (files)
 * @param key the record key, null where there is none
 * @param value the bytes; null is a deletion
 * @param format how the bytes are to be read
 */
public record RawRecord(
    Topic topic,
    int partition,
    long position,
    @Nullable String file,
    long arrivalTime,
    byte @Nullable [] key,
    byte @Nullable [] value,
    WireFormat format) {

  /** The same record with another arrival time, epoch milliseconds. */
  public RawRecord arrivedAt(long time) {
    return new RawRecord(topic, partition, position, file, time, key, value, format);
  }
}
