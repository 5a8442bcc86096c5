package io.campaignpulse.lag;

/**
 * By how much the arrived shares of all panes grow in a tick: worked out once per tick and curve,
 * for all series whose {@link AgedPanes} were advanced to that tick. A value.
 */
public final class PaneGains {

  private final long asOf;
  private final long[] starts;
  private final double[] gains;

  private PaneGains(long asOf, long[] starts, double[] gains) {
    this.asOf = asOf;
    this.starts = starts;
    this.gains = gains;
  }

  /**
   * The gains from an instant to a tick.
   *
   * @param from epoch milliseconds
   * @param to the tick that panes were advanced to, epoch milliseconds
   */
  public static PaneGains of(LagCurve curve, long from, long to) {
    long asOf = Math.floorDiv(to, AgedPanes.MINUTE);
    PaneLayout layout = PaneLayout.at(asOf);
    int panes = layout.index(asOf) + 1;
    long[] starts = new long[panes];
    double[] gains = new double[panes];
    long start = layout.dropped();
    for (int pane = 0; pane < panes; pane++) {
      long end = start + layout.width(start);
      starts[pane] = start;
      gains[pane] =
          AgedPanes.gain(curve, start * AgedPanes.MINUTE, end * AgedPanes.MINUTE, from, to);
      start = end;
    }
    return new PaneGains(asOf, starts, gains);
  }

  long asOf() {
    return asOf;
  }

  /** The sum over panes that are laid out likewise; what is ahead of the tick gains nothing. */
  double sum(long[] filled, int size, double[] amounts, int columns, int column) {
    if (size == 0) {
      return 0;
    }
    double sum = 0;
    int at = PaneLayout.at(asOf).index(filled[0]);
    for (int pane = 0; pane < size && filled[pane] <= asOf; pane++) {
      while (starts[at] < filled[pane]) {
        at++;
      }
      sum += amounts[pane * columns + column] * gains[at];
    }
    return sum;
  }
}
