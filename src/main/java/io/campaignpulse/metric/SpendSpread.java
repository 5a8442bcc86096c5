package io.campaignpulse.metric;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.MetricOptions.DeliverySource;
import io.campaignpulse.spend.SpendChange;
import org.jspecify.annotations.Nullable;

/**
 * Adds what a spend report changes to the windows of its period: its cost, and the platform's own
 * counts where reports are the source of those measures (contract.md, Fixed readings, "Delivery
 * counts" and "Spreading").
 */
public final class SpendSpread {

  private final Windows windows;
  private final boolean impressions;
  private final boolean clicks;

  /** The spread those options ask for. */
  public SpendSpread(MetricOptions options, Windows windows) {
    this.windows = windows;
    this.impressions = options.impressions() == DeliverySource.REPORTS;
    this.clicks = options.clicks() == DeliverySource.REPORTS;
  }

  /** Where the sums of the window that holds an instant are; null to leave the window out. */
  public interface Target {
    /** The sums to add to. */
    @Nullable Totals of(WindowSize size, long instant) throws Exception;
  }

  /** Adds the change to all windows of a size from the one holding {@code from} up to an end. */
  public void add(SpendChange change, WindowSize size, long from, long until, Target target)
      throws Exception {
    long end;
    for (long at = from; at < until; at = end) {
      long start = windows.start(size, at);
      end = windows.end(size, at);
      long cost = change.costMicros(start, end);
      long shown = impressions ? change.impressions(start, end) : 0;
      long clicked = clicks ? change.clicks(start, end) : 0;
      if (cost != 0 || shown != 0 || clicked != 0) {
        Totals sum = target.of(size, at);
        if (sum != null) {
          sum.add(BaseMeasure.SPEND, cost);
          sum.add(BaseMeasure.IMPRESSIONS, shown);
          sum.add(BaseMeasure.CLICKS, clicked);
        }
      }
    }
  }
}
