package io.campaignpulse.lag;

import java.util.function.Function;

/**
 * What a unit of each pane is worth at a tick by a lag curve: worked out once per tick and curve,
 * for all series whose {@link AgedPanes} were advanced to that tick. A value.
 */
public final class PaneWeights {

  private final PaneLayout layout;
  private final long asOf;
  private final long[] starts;
  private final double[] weights;

  private PaneWeights(PaneLayout layout, long asOf, long[] starts, double[] weights) {
    this.layout = layout;
    this.asOf = asOf;
    this.starts = starts;
    this.weights = weights;
  }

  /**
   * By how much the arrived shares grow from an instant to a tick.
   *
   * @param from epoch milliseconds
   * @param to the tick that panes were advanced to, epoch milliseconds
   */
  public static PaneWeights gains(LagCurve curve, long from, long to) {
    return at(
        to,
        times -> {
          double[] gains = curve.meanShares(times, to);
          double[] before = curve.meanShares(times, from);
          for (int pane = 0; pane < gains.length; pane++) {
            gains[pane] = Math.max(0, gains[pane] - before[pane]);
          }
          return gains;
        });
  }

  /**
   * The shares that have arrived at a tick.
   *
   * @param now the tick that panes were advanced to, epoch milliseconds
   */
  public static PaneWeights shares(LagCurve curve, long now) {
    return at(now, times -> curve.meanShares(times, now));
  }

  /**
   * The shares that have arrived at a tick, times a factor on what the clicks of a pane bring.
   *
   * @param now the tick that panes were advanced to, epoch milliseconds
   */
  public static PaneWeights shares(LagCurve curve, long now, ClickFactor factor) {
    return at(now, times -> byClick(times, curve.meanShares(times, now), factor));
  }

  /**
   * The shares that are still to arrive at a tick, times a factor on what the clicks of a pane
   * bring.
   *
   * @param now the tick that panes were advanced to, epoch milliseconds
   */
  public static PaneWeights rests(LagCurve curve, long now, ClickFactor factor) {
    return at(
        now,
        times -> {
          double[] rests = curve.meanShares(times, now);
          for (int pane = 0; pane < rests.length; pane++) {
            rests[pane] = 1 - rests[pane];
          }
          return byClick(times, rests, factor);
        });
  }

  private static double[] byClick(long[] times, double[] shares, ClickFactor factor) {
    for (int pane = 0; pane < shares.length; pane++) {
      shares[pane] *= factor.mean(times[pane], times[pane + 1]);
    }
    return shares;
  }

  /** Weighs panes by their times: when each begins, and when the last one ends. */
  private static PaneWeights at(long tick, Function<long[], double[]> weighing) {
    long asOf = Math.floorDiv(tick, AgedPanes.MINUTE);
    PaneLayout layout = PaneLayout.at(asOf);
    long[] starts = new long[layout.index(asOf) + 1];
    long[] times = new long[starts.length + 1];
    long start = layout.dropped();
    for (int pane = 0; pane < starts.length; pane++) {
      starts[pane] = start;
      times[pane] = start * AgedPanes.MINUTE;
      start += layout.width(start);
    }
    times[starts.length] = start * AgedPanes.MINUTE;
    return new PaneWeights(layout, asOf, starts, weighing.apply(times));
  }

  /** The minute of the tick, counted from the epoch. */
  long asOf() {
    return asOf;
  }

  /** Where the pane of a minute is that isn't ahead of the tick. */
  int index(long start) {
    return layout.index(start);
  }

  /** Where the pane of a minute is, at a place or behind it. */
  int indexFrom(int place, long start) {
    int at = place;
    while (starts[at] < start) {
      at++;
    }
    return at;
  }

  double at(int index) {
    return weights[index];
  }
}
