package io.campaignpulse.alert.feed;

/**
 * What has changed in the counts of a minute.
 *
 * @param minute its start, epoch milliseconds
 * @param nanos by ordinal of {@link WatchedSource}, then by {@link OrderFlaw}, in billionths
 */
public record SourceMinute(long minute, long[] nanos) {

  /** Length of a vector of counts. */
  public static final int SIZE = WatchedSource.COUNT + OrderFlaw.values().length;
}
