package io.campaignpulse.bench.referee;

import java.util.List;

/** Orders that a campaign on target is expected to get, minute by minute. */
final class ExpectedOrders {

  private static final double FALSE_A_WEEK = 0.01;

  private final WeekCourse course;
  private final List<LagMixture.Part> parts = LagMixture.USUAL.parts();

  ExpectedOrders(WeekCourse course) {
    this.course = course;
  }

  /** Orders expected between two minutes. */
  double between(MeasuredCampaign campaign, int from, int until) {
    double[] waiting = new double[parts.size()];
    double sum = 0;
    for (int minute = campaign.start(); minute < until; minute++) {
      double bought =
          campaign.volume() * course.clicks(minute) * CampaignSeries.TARGET * course.rate(minute);
      for (int i = 0; i < waiting.length; i++) {
        waiting[i] += bought * parts.get(i).share();
        double arrived = waiting[i] * -StrictMath.expm1(-1 / parts.get(i).mean());
        waiting[i] -= arrived;
        sum += minute >= from ? arrived : 0;
      }
    }
    return sum;
  }

  /** Orders that may at most be missed until a stop has to be found. */
  static double untilFound(MeasuredCampaign campaign) {
    double perWeek = 7 * campaign.volume() * CampaignSeries.TARGET;
    return StrictMath.log(perWeek / FALSE_A_WEEK) + 1;
  }
}
