package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.evidence.BucketScatter;
import io.campaignpulse.evidence.Overdispersion;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import io.campaignpulse.lag.AgedPanes;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The watch of what comes back of what was sold, judged anew whenever either changes: from the
 * clicks of the last 30 days, six hours by six hours, what was sold to them and what came back of
 * just that.
 *
 * <p>Returns come weeks after sales. Were they held against the sales of their own time, a campaign
 * that sells less would seem to get more back. So they are held against the sales they belong to,
 * of which the full target is expected to come back at once: what has come by now is at most what
 * will have come in the end, and evidence only falls short of what it would be then. Hence the
 * bound on false alarms holds however late returns are (docs/evidence.md).
 *
 * @param watch the watch of the rule
 * @param perUnit effective counts per unit of money
 */
record ReturnsWatch(TargetWatch watch, double perUnit) {

  private static final int RETURNED = 0;
  private static final int SOLD = 1;

  /** As much as leaves room for one more step in a double. */
  private static final double NO_CAP = 1e100;

  /** One step in which nothing was sold or came back. */
  TargetWatch.Said step(WatchState before, long tick, boolean suspended) {
    return new TargetWatch.Said(concluded(before, before.test(), tick, suspended), null);
  }

  /**
   * One step.
   *
   * @param panes what clicks sold, and what came back of it with no return above one order
   * @param corrections what of the step puts the past right
   * @param warning evidence from which it warns
   * @param suspended whether something graver is suspected: then nothing new is found
   */
  TargetWatch.Said step(
      WatchState before,
      AgedPanes panes,
      List<WatchStep.Correction> corrections,
      double warning,
      long tick,
      boolean suspended) {
    NavigableMap<Long, double[]> sums =
        panes.sums(
            Overdispersion.BUCKET, PaneColumn.REFUNDS.ordinal(), PaneColumn.REVENUE.ordinal());
    if (sums.isEmpty()) {
      return step(before, tick, suspended);
    }
    WatchState scattered = scattered(before, sums);
    TargetState next = tested(scattered, sums);
    boolean undone =
        before.level() != null
            && !corrections.isEmpty()
            && before.test().fired(warning)
            && !next.fired(warning);
    return undone
        ? new TargetWatch.Said(watch.sound(scattered, next, tick), TargetWatch.reason(corrections))
        : new TargetWatch.Said(concluded(scattered, next, tick, suspended), null);
  }

  private WatchState concluded(WatchState before, TargetState next, long tick, boolean suspended) {
    return watch.concluded(before, next, EpisodeLog.after(next), 0, tick, suspended);
  }

  /** Complete six hours tell how returns scatter. */
  private WatchState scattered(WatchState before, NavigableMap<Long, double[]> sums) {
    Overdispersion scatter = Overdispersion.NONE;
    for (double[] sum : sums.headMap(sums.lastKey()).values()) {
      scatter = scatter.with(perUnit * sum[RETURNED], expected(before, sum));
    }
    double[] last = sums.lastEntry().getValue();
    return before.scattered(
        new BucketScatter(
            scatter, sums.lastKey(), perUnit * last[RETURNED], expected(before, last)));
  }

  private TargetState tested(WatchState before, NavigableMap<Long, double[]> sums) {
    double phi = watch.phi(before);
    TargetTest test = watch.test();
    // Young clicks still lack most of their returns: a cap before them would be all there was.
    TargetTest free = new TargetTest(test.detector(), test.margin(), test.horizonMillis(), NO_CAP);
    long from = sums.firstKey();
    // Panes are dropped with age and begin anew after a pause: there is no head start twice.
    TargetState state = free.startLater(from);
    for (Map.Entry<Long, double[]> each : sums.entrySet()) {
      long end = each.getKey() + Overdispersion.BUCKET;
      double[] sum = each.getValue();
      state =
          free.step(state, perUnit * sum[RETURNED], expected(before, sum), phi, end, end - from);
      from = end;
    }
    return test.step(state, 0, 0, phi, from, 0);
  }

  private double expected(WatchState before, double[] sum) {
    return before.target() * perUnit * sum[SOLD];
  }
}
