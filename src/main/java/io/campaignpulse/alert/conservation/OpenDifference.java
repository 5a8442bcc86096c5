package io.campaignpulse.alert.conservation;

import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.WindowSize;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Window whose totals do not reconcile, as last published. While credit is on its way the
 * difference moves or goes; an error is the very same difference over time.
 *
 * @param windowEnd epoch milliseconds; null for LIFE
 * @param unbalanced the measures that are out, at least one
 * @param since the first tick that saw this very difference, epoch milliseconds; null before it
 * @param stood how long at most any difference of the window has stood unchanged, milliseconds
 */
public record OpenDifference(
    WindowSize window,
    long windowStart,
    @Nullable Long windowEnd,
    List<Imbalance> unbalanced,
    @Nullable Long since,
    long stood) {

  /** Minutes and hours longer past than this are dropped: days and LIFE contain them. */
  private static final long SHORT_WINDOWS_KEPT = Duration.ofDays(2).toMillis();

  /** Returns the difference after a row; null where totals reconcile or were not checked. */
  public static @Nullable OpenDifference after(
      @Nullable OpenDifference before, BusinessMetrics row) {
    Conservation totals = row.conservation();
    if (totals == null || totals.balanced()) {
      return null;
    }
    if (before != null && before.unbalanced.equals(totals.unbalanced())) {
      return before;
    }
    return new OpenDifference(
        row.window(),
        row.windowStart(),
        row.windowEnd(),
        totals.unbalanced(),
        null,
        before == null ? 0 : before.stood);
  }

  /** The difference as a tick finds it. */
  public OpenDifference at(long tick) {
    return since == null ? withSince(tick, stood) : withSince(since, Math.max(stood, tick - since));
  }

  /** Returns the difference after time has jumped: it may have been gone in between. */
  public OpenDifference seenAnew(long tick) {
    return withSince(tick, stood);
  }

  private OpenDifference withSince(long first, long longest) {
    return new OpenDifference(window, windowStart, windowEnd, unbalanced, first, longest);
  }

  /** Returns whether it has expired at a tick. */
  public boolean isExpiredAt(long tick) {
    boolean isShort = window == WindowSize.PT1M || window == WindowSize.PT1H;
    return isShort && windowEnd != null && windowEnd + SHORT_WINDOWS_KEPT <= tick;
  }

  /**
   * Whether it is an error: once a difference has stood, the window stays one until it balances.
   */
  boolean isErrorFor(ConservationRule rule) {
    return since != null && stood >= rule.forMillis();
  }
}
