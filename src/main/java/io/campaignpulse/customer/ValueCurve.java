package io.campaignpulse.customer;

import io.campaignpulse.event.CustomerValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * What customers are worth by age, by the age-increment estimator: increment(a) = Σ margin booked
 * at age a ÷ customers at risk at a, ltv(d) = Σ increment(a) for a ≤ d. A customer is at risk at an
 * age once it may have reached it: the day of its acquisition lies that many days before today, or
 * more. So young customers count only at the ages they have lived through. Source: metrics.md,
 * "Customer value".
 */
public final class ValueCurve {

  private static final double NANOS_TO_MICROS = 1000;

  private final List<Point> points;
  private final @Nullable Double cac;
  private final @Nullable Integer paybackDay;

  private record Point(
      long customersNanos,
      @Nullable Long marginMicros,
      @Nullable Double ltv,
      @Nullable Double ltvToCac) {}

  private ValueCurve(List<Point> points, @Nullable Double cac, @Nullable Integer paybackDay) {
    this.points = points;
    this.cac = cac;
    this.paybackDay = paybackDay;
  }

  /**
   * The curve from age 0 to that of the oldest customer.
   *
   * @param customers billionths of customers by the day of their acquisition (see {@link Days})
   * @param margins by age
   * @param today the day on which the customers are looked at
   * @param oldestAge where the curve ends at the latest
   * @param cac cost per customer; null if there is none
   */
  public static ValueCurve of(
      NavigableMap<Long, Long> customers,
      Map<Integer, MarginAtAge> margins,
      long today,
      int oldestAge,
      @Nullable Double cac) {
    List<Point> points = new ArrayList<>();
    long[] atRisk = atRisk(customers, today, oldestAge);
    long margin = 0;
    double ltv = 0;
    boolean known = true;
    Integer payback = null;
    for (int age = 0; age < atRisk.length && atRisk[age] > 0; age++) {
      MarginAtAge here = margins.getOrDefault(age, MarginAtAge.NOTHING);
      known &= here.unitsWithoutCost() == 0;
      margin = Math.addExact(margin, here.marginMicros());
      ltv += here.marginMicros() * NANOS_TO_MICROS / atRisk[age];
      if (known && payback == null && cac != null && ltv >= cac) {
        payback = age;
      }
      points.add(
          new Point(
              atRisk[age],
              known ? (Long) margin : null,
              known ? (Double) ltv : null,
              known && cac != null && cac != 0 ? (Double) (ltv / cac) : null));
    }
    return new ValueCurve(points, cac, payback);
  }

  /** By age, as far as anybody has come. */
  private static long[] atRisk(NavigableMap<Long, Long> customers, long today, int oldestAge) {
    if (customers.isEmpty() || customers.firstKey() > today) {
      return new long[0];
    }
    long[] atRisk = new long[(int) Math.min(oldestAge, today - customers.firstKey()) + 1];
    for (Map.Entry<Long, Long> day : customers.entrySet()) {
      long age = Math.min(oldestAge, today - day.getKey());
      if (age >= 0) {
        atRisk[(int) age] = Math.addExact(atRisk[(int) age], day.getValue());
      }
    }
    for (int age = atRisk.length - 2; age >= 0; age--) {
      atRisk[age] = Math.addExact(atRisk[age], atRisk[age + 1]);
    }
    return atRisk;
  }

  /** How many ages there are, from 0 on. */
  public int ages() {
    return points.size();
  }

  /** The curve at an age as a result; beyond its end one that says there is no such row. */
  public CustomerValue row(
      String campaignId, String channel, int age, long revision, long updatedAt) {
    if (age >= points.size()) {
      return new CustomerValue(
          campaignId, channel, age, 0, null, null, null, null, null, revision, updatedAt);
    }
    Point point = points.get(age);
    return new CustomerValue(
        campaignId,
        channel,
        age,
        point.customersNanos,
        point.marginMicros,
        point.ltv,
        cac,
        point.ltvToCac,
        paybackDay,
        revision,
        updatedAt);
  }
}
