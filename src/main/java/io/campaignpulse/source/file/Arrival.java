package io.campaignpulse.source.file;

import io.campaignpulse.event.RawRecord;

/**
 * A record of a file and when it arrived.
 *
 * @param time epoch milliseconds; {@link io.campaignpulse.ingest.ArrivalTimes#UNKNOWN} for rows of
 *     catalogues that don't say: they were there before everything else
 */
public record Arrival(long time, RawRecord record) {}
