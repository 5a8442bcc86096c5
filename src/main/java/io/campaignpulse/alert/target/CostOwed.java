package io.campaignpulse.alert.target;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.alert.portfolio.CostReports;
import io.campaignpulse.alert.series.MinuteTotals;
import io.campaignpulse.alert.series.Minutes;
import io.campaignpulse.event.BaseMeasure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Check whether a cost report is owed: of a campaign that is paused on purpose, without impressions
 * and clicks, none is, however old the last one.
 *
 * @param reports as the tick finds them
 * @param usual how long other series are waited for, milliseconds; null where that isn't known
 */
record CostOwed(CostReports reports, @Nullable Double usual) {

  /** As long as minutes are kept. */
  private static final long LOOK_BACK = Duration.ofDays(2).toMillis();

  /**
   * Returns whether the next report should have come: counted from the last one, or from the end of
   * a later pause that alone was as long as a report may take.
   */
  boolean isOverdue(Minutes minutes, long tick) throws Exception {
    if (!reports.isOverdue(tick, usual)) {
      return false;
    }
    long until = reports.until();
    long oldest = Math.max(until, tick - LOOK_BACK);
    // Who pauses stops between two reports: the last stretch before it isn't waited for.
    long latterHalf = until + (tick - until) / 2;
    long from = tick;
    for (long minute = Minutes.floor(tick - 1); minute + MINUTE > oldest; minute -= MINUTE) {
      if (isActive(minutes.at(minute))) {
        if (from == tick && minute + MINUTE <= latterHalf) {
          return false;
        }
        if (since(minute + MINUTE).isOverdue(from, usual)) {
          break;
        }
        from = minute;
      }
    }
    boolean isActive = from != tick;
    boolean wasActiveBefore = !since(oldest).isOverdue(from, usual);
    return isActive && since(wasActiveBefore ? until : from).isOverdue(tick, usual);
  }

  private CostReports since(long instant) {
    return new CostReports(instant, reports.longest(), reports.reports());
  }

  private static boolean isActive(@Nullable MinuteTotals minute) {
    return minute != null
        && (amount(minute, BaseMeasure.CLICKS) > 0 || amount(minute, BaseMeasure.IMPRESSIONS) > 0);
  }

  private static long amount(MinuteTotals minute, BaseMeasure measure) {
    return measure.ordinal() < minute.base().length ? minute.base()[measure.ordinal()] : 0;
  }
}
