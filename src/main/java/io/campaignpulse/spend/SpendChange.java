package io.campaignpulse.spend;

import org.jspecify.annotations.Nullable;

/**
 * The change a report brings: its amounts less those of the report it replaces, each spread over
 * the period both share and counted where the report counts.
 */
public final class SpendChange {

  private final @Nullable CountedSpend before;
  private final CountedSpend after;

  /** From one state of a key, or nothing, to another. */
  public SpendChange(@Nullable CountedSpend before, CountedSpend after) {
    this.before = before;
    this.after = after;
  }

  /** The change of cost inside [from, to), micros of the reporting currency. */
  public long costMicros(long from, long to) {
    return after.share(after.report().costMicros(), from, to)
        - (before == null ? 0 : before.share(before.report().costMicros(), from, to));
  }

  /** The change of the platform's own impressions inside [from, to). */
  public long impressions(long from, long to) {
    return after.share(after.report().impressions(), from, to)
        - (before == null ? 0 : before.share(before.report().impressions(), from, to));
  }

  /** The change of the platform's own clicks inside [from, to). */
  public long clicks(long from, long to) {
    return after.share(after.report().clicks(), from, to)
        - (before == null ? 0 : before.share(before.report().clicks(), from, to));
  }
}
