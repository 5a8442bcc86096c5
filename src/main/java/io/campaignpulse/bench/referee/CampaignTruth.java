package io.campaignpulse.bench.referee;

/**
 * True cost and revenue of a campaign at the budget of its catalogue row: expected values by the
 * time of the click, with the levels of days and hours and the hours of conversion rates averaged
 * out.
 */
final class CampaignTruth {

  private final MeasuredCampaign campaign;
  private final WeekCourse course;

  CampaignTruth(MeasuredCampaign campaign, WeekCourse course) {
    this.campaign = campaign;
    this.course = course;
  }

  /** Cost of the clicks of a minute. */
  double cost(int minute) {
    return clicks(minute) * ofChannels(minute, true);
  }

  /** What the clicks of a minute bring in the end. */
  double revenue(int minute) {
    return clicks(minute)
        * CampaignSeries.TARGET
        * CampaignSeries.ORDER_VALUE
        * ofChannels(minute, false);
  }

  private double clicks(int minute) {
    return campaign.volume() * course.clicks(minute);
  }

  private double ofChannels(int minute, boolean cost) {
    int since = minute - campaign.change();
    int channels = campaign.channels().size();
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      Deviation deviation = campaign.deviation(channel);
      if (since < 0) {
        sum += 1;
      } else if (cost) {
        sum += deviation.cost(since);
      } else {
        sum += deviation.rate(since) * deviation.orderValue(since);
      }
    }
    return sum / channels;
  }
}
