package io.campaignpulse.spend;

import io.campaignpulse.event.SpendReport;
import org.jspecify.annotations.Nullable;

/**
 * What a report that came to stand changes: its amounts less those of the report it replaces, each
 * spread over the period both share.
 */
public final class SpendChange {

  private final @Nullable SpendReport before;
  private final SpendReport after;

  /** From one report of a key, or nothing, to another. */
  public SpendChange(@Nullable SpendReport before, SpendReport after) {
    this.before = before;
    this.after = after;
  }

  /** The change of cost inside [from, to), micros of the reporting currency. */
  public long costMicros(long from, long to) {
    return share(after.costMicros(), from, to)
        - (before == null ? 0 : share(before.costMicros(), from, to));
  }

  /** The change of the platform's own impressions inside [from, to). */
  public long impressions(long from, long to) {
    return share(after.impressions(), from, to)
        - (before == null ? 0 : share(before.impressions(), from, to));
  }

  /** The change of the platform's own clicks inside [from, to). */
  public long clicks(long from, long to) {
    return share(after.clicks(), from, to)
        - (before == null ? 0 : share(before.clicks(), from, to));
  }

  private long share(@Nullable Long amount, long from, long to) {
    return amount == null
        ? 0
        : new Spreading(amount, after.periodStart(), after.periodEnd()).share(from, to);
  }
}
