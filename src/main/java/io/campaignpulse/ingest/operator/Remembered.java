package io.campaignpulse.ingest.operator;

/**
 * What the records of a key left behind, live.
 *
 * @param what for the next judgement
 * @param keepUntil when it may be forgotten, epoch milliseconds of event time
 */
public record Remembered(long what, long keepUntil) {}
