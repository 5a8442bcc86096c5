package io.campaignpulse.alert.conservation;

import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.WindowSize;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window whose books do not balance, as last published. While credit is on its way the difference
 * moves or goes; what tells an error is that the very same difference stands.
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

  /** Minutes and hours longer past than this are dropped: days and LIFE tell the same. */
  private static final long SHORT_WINDOWS_KEPT = Duration.ofDays(2).toMillis();

  /** What a row says after {@code before}; null where its books balance or were not checked. */
  public static @Nullable OpenDifference after(
      @Nullable OpenDifference before, BusinessMetrics row) {
    Conservation books = row.conservation();
    if (books == null || books.balanced()) {
      return null;
    }
    if (before != null && before.unbalanced.equals(books.unbalanced())) {
      return before;
    }
    return new OpenDifference(
        row.window(),
        row.windowStart(),
        row.windowEnd(),
        books.unbalanced(),
        null,
        before == null ? 0 : before.stood);
  }

  /** The difference as a tick finds it. */
  public OpenDifference at(long tick) {
    return since == null ? withSince(tick, stood) : withSince(since, Math.max(stood, tick - since));
  }

  /** The difference after time has jumped: nobody has seen whether it stood. */
  public OpenDifference seenAnew(long tick) {
    return withSince(tick, stood);
  }

  private OpenDifference withSince(long first, long longest) {
    return new OpenDifference(window, windowStart, windowEnd, unbalanced, first, longest);
  }

  /** Whether nobody needs it any more at a tick. */
  public boolean isForgottenAt(long tick) {
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
