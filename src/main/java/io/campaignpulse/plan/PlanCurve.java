package io.campaignpulse.plan;

import io.campaignpulse.ingest.CurveText;
import java.time.ZoneId;

/**
 * The planned course of a plan: which share of its goal is to be reached by when (docs/metrics.md,
 * "plannedShare").
 */
public interface PlanCurve {

  /**
   * The planned share at an instant, in [0, 1]; it never falls.
   *
   * @param instant epoch milliseconds; 0 before the start, 1 from the end on
   */
  double share(long instant);

  /**
   * The earliest instant at which a share is planned to be reached, to the millisecond; the start
   * for 0 and less, the end for 1 and more.
   */
  long instant(double share);

  /**
   * The curve over a period.
   *
   * @param course LINEAR and points run over clock time, LEARNED over operational time
   * @param start epoch milliseconds, inclusive
   * @param end epoch milliseconds, exclusive, after the start
   * @param shape what LEARNED follows
   * @param zone the reporting zone
   * @param peaked whether LEARNED follows the first-day peak of promotions too
   */
  static PlanCurve of(
      CurveText course, long start, long end, PortfolioShape shape, ZoneId zone, boolean peaked) {
    return course.learned()
        ? new OperationalCurve(start, end, shape.profile(), zone, peaked ? shape.firstDayPeak() : 1)
        : new PointCurve(start, end, course.points());
  }
}
