package io.campaignpulse.simulation;

import io.campaignpulse.event.PlanMeasure;
import org.jspecify.annotations.Nullable;

/**
 * A plan of a simulated market, with all that will come of it hour by hour.
 *
 * @param group what is peculiar about it, for people
 * @param curve as the catalogue would have it
 * @param peaked whether it is a promotion, which begins with a peak
 * @param volume the size of the plan, in wholes of its measure; chance makes more or less of it
 * @param goal wholes of its measure
 * @param start epoch milliseconds, a full hour
 * @param amounts what comes in each hour of the period, net of what comes back
 * @param inStock share of each hour in which there was something to sell, in [0, 1]
 * @param onHand units there are to sell at the beginning of each hour; null where stock is no limit
 * @param reportHours how many hours each report of it covers, from the start on
 */
public record SimulatedPlan(
    String group,
    String curve,
    boolean peaked,
    PlanMeasure measure,
    double volume,
    double goal,
    long start,
    double[] amounts,
    double[] inStock,
    double @Nullable [] onHand,
    int reportHours) {

  private static final long HOUR = 3_600_000;

  /** The plan to sell a stock, of which no more can come than its shelf gives. */
  SimulatedPlan soldFrom(Shelf shelf, double stock) {
    return new SimulatedPlan(
        group,
        curve,
        peaked,
        measure,
        volume,
        stock,
        start,
        shelf.amounts(),
        shelf.inStock(),
        shelf.onHand(),
        reportHours);
  }

  /** Its end, epoch milliseconds, exclusive. */
  public long end() {
    return hour(amounts.length);
  }

  /** When an hour of it begins, epoch milliseconds. */
  public long hour(int index) {
    return start + index * HOUR;
  }

  /** What has come until an hour, exclusive. */
  public double until(int hour) {
    return between(0, hour);
  }

  private double between(int from, int to) {
    double sum = 0;
    for (int hour = from; hour < to; hour++) {
      sum += amounts[hour];
    }
    return sum;
  }

  /** What a report tells of an hour: an even part of all that came in the hours it covers. */
  public double reported(int hour) {
    int from = hour - hour % reportHours;
    int to = Math.min(from + reportHours, amounts.length);
    return between(from, to) / (to - from);
  }
}
