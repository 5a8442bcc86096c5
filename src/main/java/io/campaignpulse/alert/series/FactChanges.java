package io.campaignpulse.alert.series;

import static io.campaignpulse.alert.series.Minutes.MINUTE;

import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.CampaignMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fact changes of what the clicks of a series amount to.
 *
 * @param tick the tick it belongs to, epoch milliseconds: the one after the last; before the first
 *     tick the end of its own minute
 */
public record FactChanges(long tick, List<PaneChange> changes) {

  /** Conversions that arrive longer after they happened came late. */
  public static final long LATE = Duration.ofMinutes(10).toMillis();

  private static final double MICROS = 1e6;

  /**
   * What a row changes.
   *
   * @param kept the minute as it was known; null if it wasn't
   * @param reached the last tick; {@link Long#MIN_VALUE} before the first
   */
  public static FactChanges of(CampaignMetrics row, @Nullable MinuteTotals kept, long reached) {
    List<PaneChange> changes = new ArrayList<>();
    long minute = row.windowStart();
    long clicks = change(row, kept, BaseMeasure.CLICKS);
    if (clicks != 0) {
      changes.add(new PaneChange(minute, PaneColumn.CLICKS, clicks, minute, null));
    }
    long spend = change(row, kept, BaseMeasure.SPEND);
    if (spend != 0) {
      boolean restated = kept != null && kept.base()[BaseMeasure.SPEND.ordinal()] != 0;
      changes.add(
          new PaneChange(
              minute,
              PaneColumn.COST,
              spend / MICROS,
              minute,
              restated ? AlertReason.COST_RESTATED : null));
    }
    return new FactChanges(tick(minute, reached), changes);
  }

  private static long change(
      CampaignMetrics row, @Nullable MinuteTotals kept, BaseMeasure measure) {
    int at = measure.ordinal();
    return row.base()[at] - (kept == null ? 0 : kept.base()[at]);
  }

  /** What a change of conversions changes. */
  public static FactChanges of(CreditChange change, long reached) {
    long tick = tick(change.time(), reached);
    Long touch = change.touchTime();
    if (touch == null) {
      // No click brought it, so it says nothing of a click.
      return new FactChanges(tick, List.of());
    }
    boolean late = tick - MINUTE - change.time() > LATE;
    AlertReason reason =
        change.moved() ? AlertReason.CREDIT_MOVED : late ? AlertReason.LATE_CONVERSIONS : null;
    List<PaneChange> changes = new ArrayList<>();
    PaneColumn counted =
        switch (change.type()) {
          case ORDER -> PaneColumn.ORDERS;
          case LEAD -> PaneColumn.LEADS;
          case QUALIFIED_LEAD -> PaneColumn.QUALIFIED_LEADS;
          default -> null;
        };
    if (counted != null) {
      add(counted, change.weight(), change, reason, changes);
    }
    add(PaneColumn.NEW_CUSTOMERS, change.newCustomers(), change, reason, changes);
    add(PaneColumn.REVENUE, change.revenue(), change, reason, changes);
    add(PaneColumn.SQUARES, squares(change), change, null, changes);
    add(
        PaneColumn.REFUNDS,
        change.refunds(),
        change,
        change.moved() ? AlertReason.RETURNS_RESTATED : null,
        changes);
    return new FactChanges(tick, changes);
  }

  /** What comes back takes the order's square out again, as far as it was the whole order. */
  private static double squares(CreditChange change) {
    double sold =
        change.weight() == 0 ? 0 : change.revenue() * (change.revenue() / change.weight());
    return sold - Math.signum(change.refunds()) * change.refunds() * change.refunds();
  }

  private static void add(
      PaneColumn column,
      double amount,
      CreditChange change,
      @Nullable AlertReason reason,
      List<PaneChange> changes) {
    Long touch = change.touchTime();
    if (amount != 0 && touch != null) {
      changes.add(new PaneChange(Minutes.floor(touch), column, amount, change.time(), reason));
    }
  }

  private static long tick(long time, long reached) {
    return MINUTE + Minutes.floor(reached == Long.MIN_VALUE ? time : reached);
  }
}
