package io.campaignpulse.lag;

import java.time.Duration;
import java.util.Arrays;

/**
 * The share of a click's conversions that have arrived by its age: 0 at age 0, 1 from the horizon
 * on, linear between the edges of the {@link LagGrid}. A value; its arrays belong to it.
 *
 * @param shares the share at each edge, not falling
 * @param areas the integral of the share from age 0 to each edge, milliseconds
 */
public record LagCurve(double[] shares, double[] areas) {

  /** What is expected of a portfolio nothing is known of: most within the hour, some for days. */
  public static final LagCurve PRIOR = prior();

  private static LagCurve prior() {
    double[] shares = new double[LagGrid.BUCKETS + 1];
    for (int edge = 1; edge <= LagGrid.BUCKETS; edge++) {
      double age = LagGrid.edge(edge);
      shares[edge] =
          0.60 * arrived(age, Duration.ofMinutes(15))
              + 0.25 * arrived(age, Duration.ofHours(6))
              + 0.15 * arrived(age, Duration.ofDays(2));
    }
    return of(shares);
  }

  private static double arrived(double age, Duration mean) {
    return -StrictMath.expm1(-age / mean.toMillis());
  }

  /**
   * The curve through shares at the edges, in proportion to the last one.
   *
   * @param shares one per edge, not falling, the last one above 0; the first one counts as 0
   */
  public static LagCurve of(double[] shares) {
    double[] scaled = new double[LagGrid.BUCKETS + 1];
    double[] areas = new double[LagGrid.BUCKETS + 1];
    double all = shares[LagGrid.BUCKETS];
    for (int edge = 1; edge <= LagGrid.BUCKETS; edge++) {
      scaled[edge] = shares[edge] / all;
      double width = LagGrid.edge(edge) - LagGrid.edge(edge - 1);
      areas[edge] = areas[edge - 1] + width * (scaled[edge - 1] + scaled[edge]) / 2;
    }
    return new LagCurve(scaled, areas);
  }

  /** The share of the conversions that come by the end of a bucket which come in it, in [0, 1]. */
  double hazard(int bucket) {
    return shares[bucket + 1] > 0 ? 1 - shares[bucket] / shares[bucket + 1] : 0;
  }

  /**
   * Returns the curve through shares at ages, linear between them and read at the edges; what has
   * not arrived at the last age arrives evenly until the horizon.
   *
   * @param ages rising, milliseconds above 0; ages beyond the horizon scale the others
   * @param shares one per age, not falling, above 0 and at most 1
   */
  public static LagCurve through(long[] ages, double[] shares) {
    double[] atEdges = new double[LagGrid.BUCKETS + 1];
    int next = 0;
    for (int edge = 1; edge <= LagGrid.BUCKETS; edge++) {
      long age = LagGrid.edge(edge);
      while (next < ages.length && ages[next] < age) {
        next++;
      }
      boolean beyondLast = next == ages.length;
      double fromAge = next == 0 ? 0 : ages[next - 1];
      double from = next == 0 ? 0 : shares[next - 1];
      double toAge = beyondLast ? LagGrid.HORIZON : ages[next];
      double to = beyondLast ? 1 : shares[next];
      atEdges[edge] = from + (to - from) * (age - fromAge) / (toAge - fromAge);
    }
    return of(atEdges);
  }

  /** The share that has arrived at an age, in [0, 1]. */
  public double share(long ageMillis) {
    if (ageMillis <= 0) {
      return 0;
    }
    if (ageMillis >= LagGrid.HORIZON) {
      return 1;
    }
    int bucket = LagGrid.bucket(ageMillis);
    double start = LagGrid.edge(bucket);
    double part = (ageMillis - start) / (LagGrid.edge(bucket + 1) - start);
    return shares[bucket] + part * (shares[bucket + 1] - shares[bucket]);
  }

  /**
   * The mean share of clicks whose ages are spread evenly over a range.
   *
   * @param youngerAge lower end of the range, milliseconds
   * @param olderAge upper end; if it isn't above the lower one, the share at that age
   */
  public double meanShare(long youngerAge, long olderAge) {
    return olderAge > youngerAge
        ? (area(olderAge) - area(youngerAge)) / (olderAge - youngerAge)
        : share(youngerAge);
  }

  private double area(long age) {
    return age <= 0 ? 0 : area(age, LagGrid.bucket(age));
  }

  private double area(long age, int bucket) {
    if (age >= LagGrid.HORIZON) {
      return areas[LagGrid.BUCKETS] + (age - LagGrid.HORIZON);
    }
    double start = LagGrid.edge(bucket);
    double part = age - start;
    double slope = (shares[bucket + 1] - shares[bucket]) / (LagGrid.edge(bucket + 1) - start);
    return areas[bucket] + part * (shares[bucket] + slope * part / 2);
  }

  /**
   * {@link #meanShare} of clicks between each of many times and the next, at an instant.
   *
   * @param times rising, epoch milliseconds
   */
  double[] meanShares(long[] times, long at) {
    double[] means = new double[times.length - 1];
    int bucket = LagGrid.bucket(at - times[0]);
    double older = area(at - times[0]);
    for (int i = 0; i < means.length; i++) {
      long age = at - times[i + 1];
      while (bucket > 0 && age <= LagGrid.edge(bucket)) {
        bucket--;
      }
      double younger = age <= 0 ? 0 : area(age, bucket);
      means[i] = (older - younger) / (times[i + 1] - times[i]);
      older = younger;
    }
    return means;
  }

  /**
   * The curve of lags a factor as long; what would then come after the horizon comes at it.
   *
   * @param factor above 0
   */
  public LagCurve stretched(double factor) {
    double[] later = new double[LagGrid.BUCKETS + 1];
    for (int edge = 1; edge < LagGrid.BUCKETS; edge++) {
      later[edge] = share(Math.round(LagGrid.edge(edge) / factor));
    }
    later[LagGrid.BUCKETS] = 1;
    return of(later);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LagCurve curve && Arrays.equals(shares, curve.shares);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shares);
  }

  @Override
  public String toString() {
    return "LagCurve" + Arrays.toString(shares);
  }
}
