package io.campaignpulse.alert.target;

import io.campaignpulse.alert.series.PaneColumn;
import io.campaignpulse.evidence.Dispersion;
import io.campaignpulse.evidence.Scatter;
import io.campaignpulse.evidence.TargetState;
import io.campaignpulse.evidence.TargetTest;
import io.campaignpulse.lag.AgedPanes;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Watch of what comes back of what was sold, evaluated anew whenever either changes: from the
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
 * @param dispersion how much counts of the portfolio scatter
 * @param orderSize size of an effective count, money
 */
record ReturnsWatch(TargetWatch watch, Dispersion dispersion, double orderSize) {

  private static final int RETURNED = 0;
  private static final int SOLD = 1;

  /** As much as leaves room for one more step in a double. */
  private static final double NO_CAP = 1e100;

  /** One step in which nothing was sold or came back. */
  TargetWatch.Result step(WatchState before, long tick, boolean suspended) {
    return TargetWatch.Result.of(concluded(before, before.test(), tick, suspended));
  }

  /**
   * One step.
   *
   * @param panes what clicks sold, and what came back of it with no return above one order
   * @param corrections what of the step puts the past right
   * @param warning evidence from which it warns
   * @param suspended whether a cause that explains it is suspected: then nothing new is found
   */
  TargetWatch.Result step(
      WatchState before,
      AgedPanes panes,
      List<WatchStep.Correction> corrections,
      double warning,
      long tick,
      boolean suspended) {
    NavigableMap<Long, double[]> sums =
        panes.sums(Scatter.BUCKET, PaneColumn.REFUNDS.ordinal(), PaneColumn.REVENUE.ordinal());
    if (sums.isEmpty()) {
      return step(before, tick, suspended);
    }
    WatchState scattered = scattered(before, sums);
    TargetState next = tested(scattered, sums);
    boolean undone =
        before.verdict().level() != null
            && !corrections.isEmpty()
            && before.test().fired(warning)
            && !next.fired(warning);
    return undone
        ? new TargetWatch.Result(
            watch.sound(scattered, next, tick), TargetWatch.reason(corrections), false)
        : TargetWatch.Result.of(concluded(scattered, next, tick, suspended));
  }

  private WatchState concluded(WatchState before, TargetState next, long tick, boolean suspended) {
    WatchState after =
        watch.concluded(before, next, before.spread().phi() * orderSize, 0, tick, suspended);
    // All of it is evaluated anew whenever anything changes, so nothing need be kept for that.
    return after.concluded(after.test(), EpisodeLog.after(after.test()), null, after.verdict());
  }

  /** Complete six hours show how returns scatter. */
  private WatchState scattered(WatchState before, NavigableMap<Long, double[]> sums) {
    Scatter scatter = Scatter.NONE;
    for (Map.Entry<Long, double[]> each : sums.headMap(sums.lastKey()).entrySet()) {
      double[] sum = each.getValue();
      scatter =
          scatter.with(
              Scatter.bucketOf(each.getKey()),
              sum[RETURNED] / orderSize,
              expected(before, sum) / orderSize);
    }
    double last = expected(before, sums.lastEntry().getValue()) / orderSize;
    return before.with(
        before.spread().estimated(dispersion.phi(scatter, last), before.spread().hour()));
  }

  private TargetState tested(WatchState before, NavigableMap<Long, double[]> sums) {
    double unit = before.spread().phi() * orderSize;
    TargetTest test = watch.test();
    // Young clicks still lack most of their returns: a cap before them would be all there was.
    TargetTest free = new TargetTest(test.detector(), test.margin(), test.horizonMillis(), NO_CAP);
    long from = sums.firstKey();
    // Panes are dropped with age and begin anew after a pause: there is no head start twice.
    TargetState state = free.startLater(from);
    for (Map.Entry<Long, double[]> each : sums.entrySet()) {
      long end = each.getKey() + Scatter.BUCKET;
      double[] sum = each.getValue();
      state = free.step(state, sum[RETURNED], expected(before, sum), unit, end, end - from);
      from = end;
    }
    return test.step(state, 0, 0, unit, from, 0);
  }

  private static double expected(WatchState before, double[] sum) {
    return before.target().value() * sum[SOLD];
  }
}
