package io.campaignpulse.pipeline;

import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Rejection;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The records of a topic after ingest.
 *
 * @param counted those that count, each once (interactions: with those of invalid traffic, which
 *     are counted beside)
 * @param rejected those refused here
 * @param ledger how many met with which outcome here
 */
public record Judged<T>(
    DataStream<T> counted, DataStream<Rejection> rejected, DataStream<LedgerChange> ledger) {}
