package io.campaignpulse.spend;

import io.campaignpulse.event.TimeGrid;
import java.util.Arrays;

/**
 * What clicks cost lately: cost and clicks of each hour (UTC) in time that reports cover. Kept for
 * {@link #MEMORY_MILLIS} before the newest hour; all sums are whole numbers, so the order in which
 * they are added does not matter.
 *
 * @param cells start of the hour in epoch milliseconds, cost in micros and clicks, for each hour in
 *     turn; an hour without either is left out
 */
public record CostHistory(long[] cells) {

  /** How far back a history goes: 7 days. */
  public static final long MEMORY_MILLIS = 7L * 24 * 3_600_000;

  static final long HOUR = 3_600_000;

  private static final int WIDTH = 3;

  /** The start of the hour an instant lies in. */
  public static long hour(long instant) {
    return new TimeGrid(HOUR).floor(instant);
  }

  /** The end of the hour an instant lies in, or the instant if an hour begins there. */
  public static long ceiling(long instant) {
    return hour(instant + HOUR - 1);
  }

  /** Nothing is known. */
  public static CostHistory none() {
    return new CostHistory(new long[0]);
  }

  /**
   * Cost and clicks of which the newer count for more.
   *
   * @param costMicros micros of the reporting currency
   */
  public record Recent(double costMicros, double clicks) {}

  /** The start of the newest hour; the beginning of time if nothing is known. */
  public long newest() {
    return cells.length == 0 ? Long.MIN_VALUE : cells[cells.length - WIDTH];
  }

  /** This and a change of what an hour cost and how many clicks it had. */
  public CostHistory with(long hour, long costMicros, long clicks) {
    if (costMicros == 0 && clicks == 0) {
      return this;
    }
    int at = 0;
    while (at < cells.length && cells[at] < hour) {
      at += WIDTH;
    }
    boolean known = at < cells.length && cells[at] == hour;
    long cost = Math.addExact(costMicros, known ? cells[at + 1] : 0);
    long clicked = Math.addExact(clicks, known ? cells[at + 2] : 0);
    int rest = known ? at + WIDTH : at;
    boolean kept = cost != 0 || clicked != 0;
    long[] changed = new long[at + (kept ? WIDTH : 0) + cells.length - rest];
    System.arraycopy(cells, 0, changed, 0, at);
    int next = at;
    if (kept) {
      changed[next++] = hour;
      changed[next++] = cost;
      changed[next++] = clicked;
    }
    System.arraycopy(cells, rest, changed, next, cells.length - rest);
    return new CostHistory(changed);
  }

  /** This without the hours that are too old to be remembered. */
  public CostHistory remembered() {
    int first = 0;
    while (first < cells.length && cells[first] <= newest() - MEMORY_MILLIS) {
      first += WIDTH;
    }
    return first == 0 ? this : new CostHistory(Arrays.copyOfRange(cells, first, cells.length));
  }

  /**
   * The recent cost and clicks.
   *
   * @param halfLife how much older than the newest hour one is that counts half, milliseconds
   */
  Recent recent(double halfLife) {
    double cost = 0;
    double clicks = 0;
    for (int i = 0; i < cells.length; i += WIDTH) {
      double weight = StrictMath.pow(2, (cells[i] - newest()) / halfLife);
      cost += weight * cells[i + 1];
      clicks += weight * cells[i + 2];
    }
    return new Recent(cost, clicks);
  }
}
