package io.campaignpulse.alert.series;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of one campaign on one channel, which rules evaluate.
 *
 * @param firstMinute start of the earliest minute known, epoch milliseconds
 * @param newestMinute start of the latest minute known, epoch milliseconds
 * @param spendReportedUntil until when spend reports cover the series without a hole, epoch
 *     milliseconds; null if there is none
 */
public record Series(
    String campaignId,
    String channel,
    long firstMinute,
    long newestMinute,
    @Nullable Long spendReportedUntil) {

  /** The series with one more minute; {@code before} is null for its first. */
  public static Series with(
      @Nullable Series before,
      String campaignId,
      String channel,
      long minute,
      @Nullable Long spendReportedUntil) {
    if (before == null) {
      return new Series(campaignId, channel, minute, minute, spendReportedUntil);
    }
    return new Series(
        campaignId,
        channel,
        Math.min(before.firstMinute, minute),
        Math.max(before.newestMinute, minute),
        later(before.spendReportedUntil, spendReportedUntil));
  }

  private static @Nullable Long later(@Nullable Long a, @Nullable Long b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Math.max(a, b);
  }
}
