package io.campaignpulse.plan;

import io.campaignpulse.ingest.CurveText.Point;
import java.util.Arrays;
import java.util.List;

/** A curve over clock time that grows evenly between points. */
final class PointCurve implements PlanCurve {

  private final long start;
  private final long end;
  private final double[] times;
  private final double[] shares;

  /**
   * A curve through points.
   *
   * @param points from (0, 0) to (1, 1), as {@link io.campaignpulse.ingest.CurveText} has them
   */
  PointCurve(long start, long end, List<Point> points) {
    this.start = start;
    this.end = end;
    this.times = points.stream().mapToDouble(Point::timeShare).toArray();
    this.shares = points.stream().mapToDouble(Point::share).toArray();
  }

  @Override
  public double share(long instant) {
    if (instant <= start) {
      return 0;
    }
    if (instant >= end) {
      return 1;
    }
    double time = (double) (instant - start) / (end - start);
    int found = Arrays.binarySearch(times, time);
    if (found >= 0) {
      return shares[found];
    }
    int after = -found - 1;
    double within = (time - times[after - 1]) / (times[after] - times[after - 1]);
    return shares[after - 1] + within * (shares[after] - shares[after - 1]);
  }

  @Override
  public long instant(double share) {
    if (share <= 0) {
      return start;
    }
    int after = 1;
    while (after < shares.length && shares[after] < share) {
      after++;
    }
    if (after == shares.length) {
      return end;
    }
    double within = (share - shares[after - 1]) / (shares[after] - shares[after - 1]);
    double time = times[after - 1] + within * (times[after] - times[after - 1]);
    return Math.min(end, start + (long) Math.ceil(time * (end - start)));
  }
}
