package io.campaignpulse.lag;

import java.time.Duration;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the clicks of a series amount to, by the minute they happened in: several columns of it, as
 * clicks and their cost. Panes widen with age, as lag curves flatten: a minute up to 30 minutes, 15
 * minutes up to 8 hours, an hour up to 3 days, 6 hours up to the horizon, after which they drop
 * out. Only panes with something in them are kept, at most some 260. Mutable: it belongs to the
 * state of its operator.
 *
 * <p>The expectation of a series moves on from one instant to the next by {@link #gain} over the
 * content that was there in time. What is added later than in its minute brings its past with it:
 * its amount times {@link #arrived} at the earlier instant, before the gain.
 */
public final class AgedPanes {

  static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private static final int HEADER = 3;

  private final int columns;
  private long asOf;
  private int size;
  private long[] starts;
  private double[] amounts;

  /** What has dropped out, by column: a cumulative amount never falls by age. */
  private final double[] dropped;

  /** Panes with nothing in them, of so many columns. */
  public AgedPanes(int columns) {
    this(columns, Long.MIN_VALUE, 0, new long[0], new double[0], new double[columns]);
  }

  private AgedPanes(
      int columns, long asOf, int size, long[] starts, double[] amounts, double[] dropped) {
    this.columns = columns;
    this.asOf = asOf;
    this.size = size;
    this.starts = starts;
    this.amounts = amounts;
    this.dropped = dropped;
  }

  /** The panes of an array as {@link #toArray} gave it. */
  public static AgedPanes fromArray(double[] array) {
    int columns = (int) array[0];
    int size = (int) array[2];
    long[] starts = new long[size];
    for (int pane = 0; pane < size; pane++) {
      starts[pane] = (long) array[HEADER + pane];
    }
    int panes = HEADER + size;
    double[] amounts = Arrays.copyOfRange(array, panes, array.length - columns);
    double[] dropped = Arrays.copyOfRange(array, array.length - columns, array.length);
    if (amounts.length != size * columns) {
      throw new IllegalArgumentException(
          size + " panes of " + columns + " columns don't have " + amounts.length + " amounts");
    }
    long asOf = array[1] == Double.NEGATIVE_INFINITY ? Long.MIN_VALUE : (long) array[1];
    return new AgedPanes(columns, asOf, size, starts, amounts, dropped);
  }

  /** Everything there is to keep: three numbers, one and the columns per pane, and what dropped. */
  public double[] toArray() {
    double[] array = new double[HEADER + size * (1 + columns) + columns];
    array[0] = columns;
    array[1] = asOf == Long.MIN_VALUE ? Double.NEGATIVE_INFINITY : asOf;
    array[2] = size;
    for (int pane = 0; pane < size; pane++) {
      array[HEADER + pane] = starts[pane];
    }
    System.arraycopy(amounts, 0, array, HEADER + size, size * columns);
    System.arraycopy(dropped, 0, array, array.length - columns, columns);
    return array;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** Whether no pane has anything in it. */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds an amount of one minute; one older than the horizon is dropped at once.
   *
   * @param minute any time in the minute, epoch milliseconds
   * @param column from 0
   * @param amount in the column's unit; may be negative, as a correction
   */
  public void add(long minute, int column, double amount) {
    long at = Math.floorDiv(minute, MINUTE);
    if (asOf == Long.MIN_VALUE) {
      asOf = at;
    }
    PaneLayout layout = PaneLayout.at(asOf);
    if (at < layout.dropped()) {
      dropped[column] += amount;
      return;
    }
    int pane = pane(layout.start(at));
    amounts[pane * columns + column] += amount;
  }

  private int pane(long start) {
    int found =
        size == 0 || starts[size - 1] < start
            ? -size - 1
            : Arrays.binarySearch(starts, 0, size, start);
    if (found >= 0) {
      return found;
    }
    int at = -found - 1;
    if (size == starts.length) {
      int grown = Math.max(8, size + size / 2);
      starts = Arrays.copyOf(starts, grown);
      amounts = Arrays.copyOf(amounts, grown * columns);
    }
    System.arraycopy(starts, at, starts, at + 1, size - at);
    System.arraycopy(amounts, at * columns, amounts, (at + 1) * columns, (size - at) * columns);
    starts[at] = start;
    Arrays.fill(amounts, at * columns, (at + 1) * columns, 0);
    size++;
    return at;
  }

  /**
   * Merges what has aged, and drops what is older than the horizon.
   *
   * @param now epoch milliseconds; an earlier one than before changes nothing
   */
  public void advance(long now) {
    long minute = Math.floorDiv(now, MINUTE);
    if (minute <= asOf) {
      return;
    }
    PaneLayout layout = PaneLayout.at(minute);
    boolean aged = asOf == Long.MIN_VALUE || !layout.equals(PaneLayout.at(asOf));
    asOf = minute;
    if (aged) {
      merge(layout);
    }
  }

  private void merge(PaneLayout layout) {
    int kept = 0;
    for (int pane = 0; pane < size; pane++) {
      if (starts[pane] < layout.dropped()) {
        for (int column = 0; column < columns; column++) {
          dropped[column] += amounts[pane * columns + column];
        }
        continue;
      }
      long start = layout.start(starts[pane]);
      int from = pane * columns;
      if (kept > 0 && starts[kept - 1] == start) {
        for (int column = 0; column < columns; column++) {
          amounts[(kept - 1) * columns + column] += amounts[from + column];
        }
      } else {
        starts[kept] = start;
        System.arraycopy(amounts, from, amounts, kept * columns, columns);
        kept++;
      }
    }
    size = kept;
  }

  /**
   * The share of what a minute's clicks bring that has arrived at an instant.
   *
   * @param minute any time in the minute, epoch milliseconds
   * @param at epoch milliseconds
   */
  public static double arrived(LagCurve curve, long minute, long at) {
    long start = Math.floorDiv(minute, MINUTE) * MINUTE;
    return curve.meanShare(at - start - MINUTE, at - start);
  }

  /** The amount of a column that has dropped out of the panes by its age. */
  public double dropped(int column) {
    return dropped[column];
  }

  /** The amount of a column in all panes. */
  public double total(int column) {
    return total(column, Long.MAX_VALUE);
  }

  /**
   * The amount of a column before an instant; of a pane that goes on after it the part before it.
   *
   * @param until epoch milliseconds
   */
  public double total(int column, long until) {
    PaneLayout layout = PaneLayout.at(asOf);
    int last = last(until);
    double sum = 0;
    for (int pane = 0; pane < last; pane++) {
      sum += amounts[pane * columns + column];
    }
    return last < 0
        ? sum
        : sum + amounts[last * columns + column] * partBefore(until, last, layout);
  }

  /** {@link #total(int, long)} of every column. */
  public double[] totals(long until) {
    PaneLayout layout = PaneLayout.at(asOf);
    int last = last(until);
    double[] sums = new double[columns];
    for (int pane = 0; pane <= last; pane++) {
      double part = pane < last ? 1 : partBefore(until, last, layout);
      for (int column = 0; column < columns; column++) {
        sums[column] += amounts[pane * columns + column] * part;
      }
    }
    return sums;
  }

  /** The last pane that begins before an instant: of those only it may go on after it. */
  private int last(long until) {
    int last = size - 1;
    while (last >= 0 && starts[last] * MINUTE >= until) {
      last--;
    }
    return last;
  }

  /**
   * The amounts of some columns in each stretch of time that has a pane, by its start (epoch
   * milliseconds), in the order of the columns.
   *
   * @param length of a stretch, in milliseconds: a multiple of 6 hours, so that no pane is cut
   */
  public NavigableMap<Long, double[]> sums(long length, int... of) {
    NavigableMap<Long, double[]> sums = new TreeMap<>();
    for (int pane = 0; pane < size; pane++) {
      long start = Math.floorDiv(starts[pane] * MINUTE, length) * length;
      double[] sum = sums.computeIfAbsent(start, s -> new double[of.length]);
      for (int i = 0; i < of.length; i++) {
        sum[i] += amounts[pane * columns + of[i]];
      }
    }
    return sums;
  }

  /** The amount of a column times the share of it that has arrived at an instant. */
  public double matured(LagCurve curve, int column, long now) {
    return matured(curve, column, now, Long.MAX_VALUE);
  }

  /** The same of panes before an instant. */
  public double matured(LagCurve curve, int column, long now, long until) {
    PaneLayout layout = PaneLayout.at(asOf);
    double sum = 0;
    for (int pane = 0; pane < size && starts[pane] * MINUTE < until; pane++) {
      double amount = amounts[pane * columns + column];
      if (amount != 0) {
        long start = starts[pane] * MINUTE;
        long end = start + layout.width(starts[pane]) * MINUTE;
        sum += amount * partBefore(until, pane, layout) * curve.meanShare(now - end, now - start);
      }
    }
    return sum;
  }

  /**
   * How much more of a column arrives from an instant to a later one, of what is in the panes; at
   * least 0, unless amounts are negative.
   */
  public double gain(LagCurve curve, int column, long from, long to) {
    return gain(curve, column, from, to, Long.MAX_VALUE);
  }

  /** The same of panes before an instant. */
  public double gain(LagCurve curve, int column, long from, long to, long until) {
    PaneLayout layout = PaneLayout.at(asOf);
    double sum = 0;
    for (int pane = 0; pane < size && starts[pane] * MINUTE < until; pane++) {
      double amount = amounts[pane * columns + column];
      if (amount != 0) {
        long start = starts[pane] * MINUTE;
        long end = start + layout.width(starts[pane]) * MINUTE;
        sum += amount * partBefore(until, pane, layout) * gain(curve, start, end, from, to);
      }
    }
    return sum;
  }

  private static double gain(LagCurve curve, long start, long end, long from, long to) {
    return Math.max(
        0, curve.meanShare(to - end, to - start) - curve.meanShare(from - end, from - start));
  }

  /** Whether they were last advanced to a tick. */
  boolean isAt(long tick) {
    return asOf == Math.floorDiv(tick, MINUTE);
  }

  /** A gain, or what has matured, by weights worked out for all series at once. */
  public double weighted(PaneWeights weights, int column) {
    return weighted(weights, column, Long.MAX_VALUE);
  }

  /** The same of panes before an instant; what is ahead of the tick weighs nothing. */
  double weighted(PaneWeights weights, int column, long until) {
    if (weights.asOf() != asOf) {
      throw new IllegalArgumentException(
          "weights of minute " + weights.asOf() + " don't fit panes of minute " + asOf);
    }
    PaneLayout layout = PaneLayout.at(asOf);
    int last = last(Math.min(until, (asOf + 1) * MINUTE));
    double sum = 0;
    int at = last < 0 ? 0 : weights.index(starts[0]);
    for (int pane = 0; pane <= last; pane++) {
      at = weights.indexFrom(at, starts[pane]);
      double amount = amounts[pane * columns + column];
      sum += (pane < last ? amount : amount * partBefore(until, last, layout)) * weights.at(at);
    }
    return sum;
  }

  private double partBefore(long until, int pane, PaneLayout layout) {
    double width = layout.width(starts[pane]) * MINUTE;
    return Math.min(1, (until - starts[pane] * MINUTE) / width);
  }

  /** Panes of their own with the same in them. */
  public AgedPanes copy() {
    return new AgedPanes(columns, asOf, size, starts.clone(), amounts.clone(), dropped.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgedPanes panes && Arrays.equals(toArray(), panes.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }
}
