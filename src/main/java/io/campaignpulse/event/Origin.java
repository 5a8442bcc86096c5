package io.campaignpulse.event;

import org.jspecify.annotations.Nullable;

/**
 * Where an event came from, so that every number can be traced to it.
 *
 * @param partition the Kafka partition, or the index of the file in a replay
 * @param position the Kafka offset, or the line number (from 1) of the file in a replay
 * @param file the file's name in a replay, null for Kafka
 * @param arrivalTime when it arrived, epoch milliseconds
 */
public record Origin(int partition, long position, @Nullable String file, long arrivalTime)
    implements java.io.Serializable {}
