package io.campaignpulse.alert.feed;

/**
 * What has changed in the counts of a minute.
 *
 * @param minute its start, epoch milliseconds
 * @param nanos by ordinal of {@link WatchedSource}, in billionths
 */
public record SourceMinute(long minute, long[] nanos) {}
